"""A replay that is told what to do while it goes on, and how far two pictures differ."""
import json
import os
import subprocess
import threading
import time

from command_line_test import PROGRAM, png_pixels


ROUNDING = 1  # of 255: what lines leave that lie over each other in another order


def difference(a, b):
    """The share of the bytes that differ by more than rounding."""
    a, b = png_pixels(a), png_pixels(b)
    return max(len(a), len(b)) if len(a) != len(b) else sum(abs(x - y) > ROUNDING for x, y in zip(a, b)) / len(a)


class ToldReplay:
    def begin(self, *arguments, env=None):
        self.program = subprocess.Popen([PROGRAM, "--offscreen", "--size", "900x600", "--projection", "mercator", "--replay", "-", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, env={**os.environ, **(env or {})})
        self.addCleanup(self.program.stdout.close)
        self.addCleanup(self.program.kill)
        timer = threading.Timer(120, self.program.kill)
        timer.start()
        self.addCleanup(timer.cancel)

    def tell(self, *lines):
        self.program.stdin.write("".join(line + "\n" for line in lines))
        self.program.stdin.flush()

    def state(self, *lines):
        self.tell(*lines, "print state")
        return json.loads(self.program.stdout.readline())

    def state_when(self, how, seconds=30):
        deadline = time.monotonic() + seconds
        while True:
            state = self.state()
            if [layer["state"] for layer in state["liveLayers"]] == [how]:
                return state
            self.assertLess(time.monotonic(), deadline, state["liveLayers"])
            time.sleep(0.2)

    def picture(self, path):
        self.state("wait idle", f"screenshot-map {path}")
        return path.read_bytes()

    def finish(self):
        self.tell("quit")
        self.program.stdin.close()
        self.assertEqual(self.program.wait(30), 0)
