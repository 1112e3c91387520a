#include "gazetteer/little_words.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <array>
#include <string>
#include <unordered_map>

#include "gazetteer/words.h"

namespace dateline::gazetteer {
namespace {

/// Articles, prepositions, conjunctions, pronouns, auxiliary verbs and adverbs: no text is without them, and
/// none names a place by them.
constexpr std::array<std::string_view, kVoices> kWords = {
    // English, with words that are little ones elsewhere
    "the of a an in it he you not this but have my and to is was for with that are be on at by from as his "
    "her "
    "they we she or which were been has had will would there their what so if who when can more no out said "
    "man men die dies war hat den do me most mint ham ten pod pro sin son par van over con la le de era all "
    "also us see far here under am im",
    // German
    "der die und das ist nicht mit dem den des ein eine einen einem einer eines im in von für auf sich zum "
    "zur "
    "wird auch sind wurde wurden nach bei am an als aus wie es er sie ihr ihre ihren ihrer sein seine seinen "
    "seiner hat haben hatte hatten war waren werden worden kann können über um vor durch noch nur aber oder "
    "wenn so wir ich man dass daß mehr bis zu beim vom dann doch schon sehr unter gegen ohne seit zwischen "
    "während weil dieser diese dieses diesem diesen kein keine keinen alle alles andere anderen was wer wo "
    "da "
    "hier dort nun mich mir uns euch ihm ihn ins ab damit dabei dazu daran darauf sowie etwa jedoch bereits "
    "immer wieder heute gestern morgen jetzt viele viel soll sollte sollen will wollen müssen muss dürfen "
    "darf "
    "denn also ja nein sondern trotz wegen jeder jede jedes neben laut hinter selbst zwar davor manche "
    "manchen "
    "manches deren dessen dir du ende eure tun tat wem wen sah kam kamen mehrere einige wissen möchte könnte "
    "könnten würde würden hätte hätten wäre ob etwas nichts niemand jemand beide beiden ganz ganze einmal "
    "erst "
    "dadurch danach darum deshalb dennoch dagegen",
    // French
    "le la les de des du un une et est en dans que qui pour par sur au aux ce cette ces il elle ils elles on "
    "nous vous je tu se sa son ses leur leurs avec ne pas plus ou mais où donc or ni car comme si tout tous "
    "toute toutes a ont été être avait avaient était étaient sont fait faire y entre sans sous après avant "
    "depuis vers chez contre pendant dont lors alors ainsi aussi même très bien peu encore deux trois autre "
    "autres quand lui eux moi toi selon cela ça ici là hier aujourd durant dès eu fois ha las mien mienne "
    "mine "
    "pan permet pire parole sera serai serez seront seul seule seuls sienne sien ta té te tes ton trente "
    "cent "
    "dire dit voilà voici hors hormis malgré plusieurs chaque quelques quelque certains certaines celui "
    "celle "
    "ceux celles rien jamais toujours souvent ensuite enfin près moins trop",
    // Spanish
    "el la los las de del y en que un una unos unas por con para su sus se es al lo le les no como más pero "
    "sin sobre entre ya o u este esta estos estas ese esa eso esto fue fueron ha han había hay ser son era "
    "eran está están muy también hasta desde donde cuando quien porque durante contra según tras ante bajo "
    "todo todos toda todas otro otra otros otras nos mi tu si sí uno dos tres ni cada él ella ellos ellas "
    "hace "
    "así aunque mientras además sólo solo después antes ayer hoy nivel cómo qué quién cuál dado dada día "
    "días "
    "eras habrá haber habían hago largo lugar mío mía mías míos nada os poco pocos primera primero sal sería "
    "será serán sido siendo sino sola suyo suya tal tan tanto tarde te tienen tiene tener van va varias "
    "varios "
    "vez último última nunca siempre algo alguien alguno alguna algunos algunas aún aquí allí ahí mañana "
    "hacia "
    "pues luego quizá mucho mucha muchos muchas mejor mayor menor dentro fuera cerca lejos gran nuestro "
    "nuestra nuestros nuestras aquel aquella cual cuales cuyo cuya",
    // Italian
    "il lo la i gli le di del dello della dei degli delle a al allo alla ai agli alle da dal dallo dalla dai "
    "dagli dalle in nel nello nella nei negli nelle con col su sul sulla sui sulle per tra fra e ed o ma che "
    "chi cui non si è un uno una sono ha hanno era erano stato stata stati state essere anche più come se ci "
    "vi ne mi ti suo sua suoi sue loro questo questa questi queste quello quella quelli quelle dopo prima "
    "senza contro durante secondo già ancora molto tutto tutti tutta tutte dove quando perché mentre così "
    "poi "
    "io tu lui lei noi voi due tre ieri oggi assai cento dire disse eri esse farò fare fu furono gente ho "
    "hai "
    "abbiamo mie mia mio miei ora ore paese po poco pochi quarto sia siano siamo solo sola te ultimo ultima "
    "va "
    "vari varie volta volte verso ogni altro altra altri altre alcuni alcune qualche niente nulla mai sempre "
    "invece infatti inoltre quindi dunque però qui qua là lì tanto troppo meno",
    // Portuguese
    "o a os as de do da dos das em no na nos nas um uma uns umas e que por pelo pela pelos pelas para com "
    "sem "
    "sob sobre entre se não mais mas como ou ao aos à às é são foi foram ser está estão era eram tem têm ter "
    "há seu sua seus suas ele ela eles elas este esta esse essa isso isto já também até desde onde quando "
    "quem "
    "porque durante contra segundo após muito todos todas outro outra outros outras lhe eu nós dois duas "
    "três "
    "depois antes ainda ontem hoje nesta neste agora aqui ali lá cada cento dessa desse deste desta nesse "
    "nessa nestes nestas daquele fez ha havia irá logo lugar nada nunca obra perto longe posso pode podem "
    "povo "
    "própria próprio quarto quero quê qual quais seria será serão sete sim tal tanta tanto tarde te tenho "
    "terá "
    "toda todo tu usa último última primeiro primeira muita muitos muitas pouco poucos mesmo mesma apenas "
    "assim então quase sempre alguém algo algum alguma alguns algumas vários várias cujo cuja minha meu "
    "nosso "
    "nossa dela dele deles delas num numa",
    // Dutch
    "de het een en van in op te dat die is niet met voor zijn aan er om ook als bij maar dan naar uit door "
    "over ze hij zij wij we je ik u nog wel of dit deze wordt worden werd werden heeft hebben had hadden was "
    "waren kan kunnen moet geen meer tegen tot na tussen onder zonder sinds volgens tijdens hun haar hem mij "
    "ons wat wie waar toen want dus zo al veel heel toch alleen omdat terwijl der zou zouden zal zullen wil "
    "willen wilde elk elke ieder iedere zeven deed doen nogal iets niets iemand niemand altijd nooit vaak "
    "soms "
    "eerst daarna later laatste vandaag gisteren morgen hoe welke enkele andere ander men mogen mocht mijn "
    "jouw onze zelf",
    // Swedish
    "och att det som en ett är av för på med den de till inte har var om jag han hon i vi ni du sig sin sitt "
    "sina men från vid så när kan ska skulle blev bli blir efter under mot hos över även eller där här nu "
    "man "
    "alla andra mycket mer än också bara upp ut in mellan utan dem deras hans hennes denna detta dessa hade "
    "vara varit enligt samt inom sedan annan annat bland del delar fick får före gälla gäller ha hit inga "
    "ingen inget kom kommer kunde lilla mera mest nån någon något några oss redan sade säga säger samma ta "
    "tar "
    "tog ute va vår våra vårt innan medan eftersom därför trots alltid aldrig idag igår bort hem först sista "
    "två tre vill ville vilka vilken finns fanns igen",
    // Danish and Norwegian
    "og at det som en et er av af for på med den de til ikke har var om jeg han hun i vi sig seg sin sitt "
    "men "
    "fra ved så når kan skal skulle blev ble bliver efter etter under mod mot over eller der her nu man alle "
    "andre meget mer mere end enn også bare op opp ud ut mellem mellom uten uden dem deres hans hennes denne "
    "dette disse havde hadde være vært blitt kom kommer kunne lige mine min mit dit ser ta tar tog os oss "
    "noget noe nogen noen ingen intet før siden fordi derfor to tre vil ville hvor hvad hva hvem finnes "
    "findes "
    "igen igjen sine ny nye",
    // Polish
    "w we z ze i na się nie do że jest oraz przez dla po od jak są był była było byli za o u a ale to ten ta "
    "te tego tej tym co który która które których czy tak już tylko także może przed nad pod między podczas "
    "jego jej ich go mu jako bo bowiem będzie będą by bez ani mało mogą można moja mój nasz nasza nic niego "
    "niej nich nim nimi nami obok one oni ono pan pani sam sama samo sobą sobie taki taka takie tobą tu "
    "tutaj "
    "tam tę tą tych tymi więc wasi wszystko wszyscy gdy gdzie kiedy kto kogo komu swój swoje jeszcze bardzo "
    "teraz dziś wczoraj jutro dwa trzy pierwszy wśród wobec według około jednak ponieważ aby żeby",
    // Hungarian
    "a az és hogy nem is egy van volt meg csak már de még ki el ez azt ezt ha mint vagy lesz majd után "
    "között "
    "szerint voltak lett aki akik ami amely amelyek nagyon több pedig sem mert így úgy ott itt most ő ők én "
    "te "
    "mi ti be le fel alatt előtt mellett miatt ellen felé által számára kell lehet nincs minden más ezek "
    "azok "
    "ennek annak ebben abban erre arra tegnap ma holnap két azzá bár belőle felek felől hamar hat hét hatvan "
    "hiszen hol hova hová hát ide oda kinél külön lassan lévő magam maga magát mindent mindenki múlva napot "
    "pár róla rá saját sok sokan sokat sokkal sokáig során talán túl túli vannak vele velük voltam óta önön "
    "ön "
    "valaki valami ilyen olyan három négy tíz száz ezer utolsó első második azonban ugyanis illetve valamint "
    "ahol ahogy amikor mintegy közel akkor aztán később mai ennyi annyi",
    // Turkish
    "ve bir bu da de için ile olarak olan çok daha gibi kadar en sonra ne o ama ki değil var yok her ise mi "
    "mı "
    "şu hem göre oldu olduğu etti dedi biz siz onlar ben sen tüm bütün yeni önce karşı üzerinde arasında "
    "ancak "
    "veya ya diye bile şey bazı dün bugün yarın son ilk arada beni benim bana bende hani hatta iki ila kez "
    "lakin olur olursa onda onun ona orada burada şurada sana seni senin zira üç dört beş eğer emme gine "
    "yine "
    "hiç kim kime nerede nasıl neden niçin bunu bunun buna şunu onu onları bizim sizin kendi kendisi dolayı "
    "doğru rağmen beri dek değin içinde dışında altında üstünde yanında ayrıca artık sadece yalnız birçok "
    "olması olmak olacak vardı yoktu",
    // Indonesian
    "yang dan di ke dari untuk pada dengan ini itu dalam tidak akan adalah oleh juga ada karena telah sudah "
    "saat lebih bisa atau mereka kami kita dia ia saya anda para sebagai bahwa setelah serta antara hingga "
    "namun tersebut menjadi secara bagi belum masih hari se sang si pun lain terhadap agar aku bakal baru "
    "betul bukan bulan guna hanya kan kapan kini lagi lama lima makanya makin mau mula mulai nah naik nanti "
    "pula rata saja sama sana sangat suatu tak tapi terasa tiba ujar tetapi sering selalu pernah jika kalau "
    "maka demi tanpa sejak sampai sekitar seperti semua setiap banyak beberapa masing sendiri lalu kemudian "
    "sebelum sesudah dua tiga empat sini situ siapa apa bagaimana mengapa mana",
    // Vietnamese
    "và của là có trong cho các được một những với không này đã để người khi từ đến về ra vào cũng như tại "
    "trên sau theo đó ông bà sẽ đang bị do nhưng nhiều hơn năm ngày còn thì mà nếu rằng hay hoặc vì nên lại "
    "phải việc bài bông bấy bỗng bộ bớ chớ cái cây cứ dữ đi họ lên lúc lần sự tháng thường tấn vâng vẫn ào "
    "ơi "
    "chỉ cả cùng đều dù giữa hai hết khác mới nào nay ngay nhau rất rồi sao thấy thêm tuy vậy vài xuống ba "
    "bốn "
    "trước ngoài dưới gần xa bởi nhờ qua tôi anh chị em chúng mình ai gì đâu",
    // Uzbek
    "va bilan uchun bu ham edi deb esa haqida bir shu hamda",
    // Romanian
    "și si în in de la cu pe din că ca nu este sunt a al ale ai o un pentru care mai s dar sau fost după "
    "prin "
    "lui ei lor despre au să se",
    // Czech and Slovak
    "a v ve na se si je že to s z o do k i za po pro od ale jako jsou byl byla bylo který která které tak "
    "také "
    "jeho by sa aby",
    // Croatian, Serbian, Bosnian, Slovene
    "i u je na se da za od su s a o koji koja koje iz sa kao ne to nije bio bila ali in v so pri po ki ni "
    "tudi",
    // Finnish
    "ja on ei se että oli ovat mutta myös hän joka kun niin kuin mukaan sekä tai ole vain jo nyt sen",
    // Catalan
    "el la els les de del dels i en que un una per amb a al als és no més com però va han ha seu seva aquest "
    "aquesta"};

class LittleWords {
 public:
  LittleWords() {
    for (int voice = 0; voice < kVoices; ++voice)
      for (const Word& word : wordsOf(kWords[static_cast<std::size_t>(voice)])) add(voice, word);
  }
  [[nodiscard]] Voices of(std::uint64_t hash) const {
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t slot = hash % kSlots;; slot = (slot + 1) % kSlots) {
      if (slots_[slot].voices == 0) return 0;
      if (slots_[slot].tag == tag) return slots_[slot].voices;
    }
  }
  [[nodiscard]] Voices of(std::string_view spelling) const {
    std::string small;
    icu::UnicodeString::fromUTF8(std::string(spelling)).toLower(icu::Locale::getRoot()).toUTF8String(small);
    const auto found = spelled_.find(small);
    return found == spelled_.end() ? 0 : found->second;
  }

 private:
  struct Slot {
    std::uint32_t tag = 0;
    Voices voices = 0;  ///< 0: empty
  };
  static constexpr std::size_t kSlots = 4096;  // small enough for the nearest cache

  void add(int voice, const Word& word) {
    const std::string_view all = kWords[static_cast<std::size_t>(voice)];
    spelled_[std::string(all.substr(word.begin, word.end - word.begin))] |= voiceBit(voice);
    const auto tag = static_cast<std::uint32_t>(word.hash >> 32);
    std::size_t slot = word.hash % kSlots;
    while (slots_[slot].voices != 0 && slots_[slot].tag != tag) slot = (slot + 1) % kSlots;
    slots_[slot].tag = tag;
    slots_[slot].voices |= voiceBit(voice);
  }

  std::array<Slot, kSlots> slots_{};
  std::unordered_map<std::string, Voices> spelled_;
};

const LittleWords& littleWords() {
  static const LittleWords words;
  return words;
}

}  // namespace

Voices voicesOf(std::uint64_t word) {
  return littleWords().of(word);
}
Voices voicesOf(std::string_view spelling) {
  return littleWords().of(spelling);
}

}  // namespace dateline::gazetteer
