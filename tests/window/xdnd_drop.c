/* Drops one file on a window as a file manager does: the source's side of XDND, version 5.
 * Usage: xdnd_drop WINDOW-ID ROOT-X ROOT-Y FILE-URI. Ends with 0 once the target says that it took the drop. */
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Display *display;
static Window source, target;

static Atom atom(const char *name) { return XInternAtom(display, name, False); }

static void tell(const char *type, long a, long b, long c, long d) {
  XEvent event;
  memset(&event, 0, sizeof event);
  event.xclient.type = ClientMessage;
  event.xclient.window = target;
  event.xclient.message_type = atom(type);
  event.xclient.format = 32;
  event.xclient.data.l[0] = (long)source;
  event.xclient.data.l[1] = a;
  event.xclient.data.l[2] = b;
  event.xclient.data.l[3] = c;
  event.xclient.data.l[4] = d;
  XSendEvent(display, target, False, NoEventMask, &event);
  XFlush(display);
}

static void answer(const XSelectionRequestEvent *asked, const char *uri) {
  char text[4096];
  XEvent reply;
  const int length = snprintf(text, sizeof text, "%s\r\n", uri);
  memset(&reply, 0, sizeof reply);
  reply.xselection.type = SelectionNotify;
  reply.xselection.requestor = asked->requestor;
  reply.xselection.selection = asked->selection;
  reply.xselection.target = asked->target;
  reply.xselection.time = asked->time;
  if (asked->target == atom("text/uri-list")) {
    XChangeProperty(display, asked->requestor, asked->property, asked->target, 8, PropModeReplace,
                    (const unsigned char *)text, length);
    reply.xselection.property = asked->property;
  }
  XSendEvent(display, asked->requestor, False, NoEventMask, &reply);
  XFlush(display);
}

/* Waits for a client message of this type, answering requests for the selection meanwhile; 0 when none comes. */
static int await(const char *type, const char *uri, XEvent *event) {
  for (int rounds = 0; rounds < 100; ++rounds) {
    struct pollfd fd = {ConnectionNumber(display), POLLIN, 0};
    while (XPending(display) > 0) {
      XNextEvent(display, event);
      if (event->type == SelectionRequest) answer(&event->xselectionrequest, uri);
      if (event->type == ClientMessage && event->xclient.message_type == atom(type)) return 1;
    }
    poll(&fd, 1, 100);
  }
  fprintf(stderr, "xdnd_drop: no %s came\n", type);
  return 0;
}

int main(int argc, char **argv) {
  XEvent event;
  if (argc != 5 || (display = XOpenDisplay(NULL)) == NULL) return 2;
  target = (Window)strtoul(argv[1], NULL, 0);
  source = XCreateSimpleWindow(display, DefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0);
  XSetSelectionOwner(display, atom("XdndSelection"), source, CurrentTime);
  tell("XdndEnter", 5L << 24, (long)atom("text/uri-list"), 0, 0);
  tell("XdndPosition", 0, strtol(argv[2], NULL, 10) << 16 | strtol(argv[3], NULL, 10), CurrentTime,
       (long)atom("XdndActionCopy"));
  if (!await("XdndStatus", argv[4], &event)) return 1;
  if ((event.xclient.data.l[1] & 1) == 0) {
    fprintf(stderr, "xdnd_drop: the window refuses the drop\n");
    return 1;
  }
  tell("XdndDrop", 0, CurrentTime, 0, 0);
  if (!await("XdndFinished", argv[4], &event)) return 1;
  if (event.xclient.data.l[1] == 0) { /* GLFW says here how many bytes it took, not only the lowest bit */
    fprintf(stderr, "xdnd_drop: the window did not take the drop\n");
    return 1;
  }
  return 0;
}
