#pragma once

namespace dateline::app {

/// Has the heap lie in large pages (transparent huge pages, where the kernel offers them) and keeps freed
/// memory for the next who asks: most of what a map needs are buffers of megabytes, and to be given them page
/// by page takes a sixth of the time until the first picture. To be called before there are threads.
void useLargePages();

}  // namespace dateline::app
