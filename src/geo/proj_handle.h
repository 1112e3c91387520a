#pragma once

#include <memory>

#include "geo/proj_library.h"

namespace dateline::geo {

// PROJ's handles; a context and what was made in it belong to one thread at a time.
struct ProjDeleter {
  void operator()(PJ_CONTEXT* context) const { proj().context_destroy(context); }
  void operator()(PJ* object) const { proj().destroy(object); }
  void operator()(PJ_OBJ_LIST* list) const { proj().list_destroy(list); }
  void operator()(PJ_OPERATION_FACTORY_CONTEXT* factory) const {
    proj().operation_factory_context_destroy(factory);
  }
};
using ProjContext = std::unique_ptr<PJ_CONTEXT, ProjDeleter>;
using ProjObject = std::unique_ptr<PJ, ProjDeleter>;

/// A context that stays off the network, whatever the environment says, and is silent.
inline ProjContext makeProjContext() {
  ProjContext context(proj().context_create());
  proj().context_set_enable_network(context.get(), 0);
  proj().log_level(context.get(), PJ_LOG_NONE);
  return context;
}

}  // namespace dateline::geo
