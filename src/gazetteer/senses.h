#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "gazetteer/option.h"
#include "gazetteer/reading.h"

namespace dateline::gazetteer {

inline constexpr std::uint32_t kMostWeighed = 16;  ///< options that are weighed with the rest of the text

/// All mentions of one name with one container, which are taken in one sense.
struct Sense {
  std::uint64_t sequence = 0, containerSequence = 0;
  std::uint32_t firstOption = 0, optionCount = 0;
  std::uint32_t mentions = 0;
  std::uint32_t nounKinds = 0;
  bool person = false, place = false, ordinary = false, firstName = false, surname = false, longName = false;
  bool anyContained = false;
  bool river = false;  ///< of the mentions that speak of one
  bool aged = false;   ///< a person's name with an age
  bool governs = false;
  bool dateline = false;
  bool latin = false;      ///< written in Latin letters
  bool ownOfTown = false;  ///< some considerable town's own name
  /// Options: a country, and a state of another country, that have it for their own; -1 for none.
  int country = -1, state = -1;
  std::uint32_t listedAt = kNowhere;  ///< the first of its matches that stands in a list
  std::uint32_t next = kNowhere;      ///< the next sense of this name
  float logSum = 0;                   ///< log of the sum of the options' exponentials
  float certainty = 0;                ///< of the surest mention that this is a place
  float secondCertainty = 0;
  int best = -1;  ///< option, counted from firstOption
};

struct Mentioned {
  std::uint32_t sense = 0;
  Surroundings around;
  bool listed = false;
  float score = 0;
  float certainty = 0;  ///< that this is a place
  float elsewhere = 0;  ///< the same of the surest other mention, before the last weighing
};

/// The reading of one text: its matches grouped into senses, and these weighed twice.
class Senses {
 public:
  Senses(const Books& books, const Weights& weights, const TextView& view, const Matches& matches);

  void weigh();
  [[nodiscard]] const TextView& view() const { return view_; }
  [[nodiscard]] const Matches& matches() const { return matches_; }
  [[nodiscard]] const std::vector<Mentioned>& mentioned() const { return mentioned_; }
  [[nodiscard]] const Sense& senseOf(const Mentioned& mention) const { return senses_[mention.sense]; }
  [[nodiscard]] const std::vector<Option>& options() const { return options_; }
  /// Evidence of the mention, or of one option of its sense, once more and written down.
  std::vector<Reason> explainMention(std::size_t match) const;
  std::vector<Reason> explainOption(const Sense& sense, std::uint32_t option) const;

 private:
  struct Anchor {
    float lat, lng, weight;
    std::uint64_t sequence;
  };
  struct Share {
    std::uint32_t place;
    float weight;
  };

  void collect();
  std::uint32_t senseFor(std::size_t match);
  [[nodiscard]] bool followsInList(std::size_t match) const;
  [[nodiscard]] std::uint32_t knownSense(std::uint64_t sequence, std::uint64_t container,
                                         std::uint32_t options) const;
  void addOptions(Sense& sense, std::size_t match);
  void dropTownsOfLandmarks(std::uint32_t first);
  void dropTownsOfDivisions(std::uint32_t first);
  void listFullNames();
  void findState(Sense& sense) const;
  void addFullName(const Sense& sense, std::size_t match);
  [[nodiscard]] bool speaksOfRiver(std::size_t match) const;
  void joinNeighbours(Sense& sense);
  void weighAlone(Sense& sense);
  void weighTogether(std::uint32_t sense);
  void settle(Sense& sense);
  void scoreMentions();
  void survey();
  void listDistricts();
  [[nodiscard]] float breadth() const;
  [[nodiscard]] std::uint32_t homeWithNamesake(std::uint32_t sense) const;
  [[nodiscard]] std::uint32_t countryOfList(std::uint32_t sense) const;
  [[nodiscard]] bool isHomeOfState(std::uint32_t sense) const;
  [[nodiscard]] bool mentionsDistrictOf(std::uint32_t sense, const Option& option) const;
  void judgeMention(const Mentioned& mention, Tally& tally) const;
  void judgeAlone(const Sense& sense, const Option& option, float largest, Tally& tally) const;
  /// What the text says of a name as a whole: of countries, kNowhere for none.
  struct Around {
    std::uint32_t home = kNowhere;  ///< where most places of the text lie, one of this name among them
    std::uint32_t list = kNowhere;  ///< where those lie that stand beside it in a list
    bool hasState = false;          ///< the text is about a country that has a state of this name
  };
  [[nodiscard]] Around around(std::uint32_t sense) const {
    return {homeWithNamesake(sense), countryOfList(sense), isHomeOfState(sense)};
  }
  void judgeAbroad(const Option& option, const Around& around, Tally& tally) const;
  void judgeTogether(std::uint32_t sense, const Option& option, const Around& around, Tally& tally) const;
  [[nodiscard]] bool isExonym(const Sense& sense, const Option& option) const;
  void judgeDistance(std::uint32_t sense, const Option& option, Tally& tally) const;
  [[nodiscard]] float largestTown(const Sense& sense) const;
  [[nodiscard]] float cityOfName(const Sense& sense, const Option& option) const;
  [[nodiscard]] bool inside(const Option& option, const BookClaim& container) const;
  [[nodiscard]] bool followedByContainer(std::size_t match) const;

  const Books& books_;
  const Weights& weights_;
  const TextView& view_;
  const Matches& matches_;
  std::vector<Mentioned> mentioned_;  ///< one a match
  std::vector<Sense> senses_;
  std::vector<Option> options_;
  struct Settled {
    std::uint64_t sequence;
    std::uint32_t sense;
    PlaceRef ref;
  };
  std::unordered_map<std::uint64_t, std::uint32_t> firstSense_;  ///< by the name's words
  std::vector<Settled> settled_;                                 ///< senses that their containers settled
  std::vector<Anchor> anchors_;
  std::vector<Share> countries_, divisions_;
  std::vector<Share> within_;  ///< of countries, by their places alone, and not their capitals
  std::unordered_map<std::uint64_t, std::uint32_t>
      fullNames_;  ///< the matches that go on, by their first words
  std::vector<std::uint32_t> namedCountries_, namedDivisions_,
      namedDistricts_;  ///< with the sense that names them
  /// Every district that some name of the text may mean, with its sense; sorted.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> mentionedDistricts_;
  std::vector<float> scores_;
  std::vector<std::uint32_t> weighty_;
  float totalWeight_ = 0;
  float breadth_ = 0;  ///< 0: the text keeps to one country; 1: it speaks of many
  int home_ = -1;      ///< sense of the place that the text is from
};

}  // namespace dateline::gazetteer
