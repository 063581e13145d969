"""A touch screen: the program on a display in a browser (Broadway), and the browser driven as a
finger does it. X11 without a screen has no touch device.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import json
import os
import shutil
import socket
import subprocess
import urllib.request

import websocket

from docket_e2e import TIMEOUT, program_path, wait_for

CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--hide-scrollbars", "--remote-debugging-port=0",
            "--remote-allow-origins=*"]
STEP = 4

# Where Broadway puts a window, within its shadow, and the room that it leaves around it.
LEFT, TOP = 61, 55


def missing():
    """What a test of touch can't run without."""
    return [name for name in ("gtk4-broadwayd", "chromium") if shutil.which(name) is None]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class TouchScreen:
    """A screen with a window of a size in it; places are those of the window."""

    def __init__(self, session, width=360, height=740):
        self.session = session
        self.width, self.height = width, height
        self.port = free_port()
        self.ids = 0
        self.socket = None
        session.spawn(["gtk4-broadwayd", "-a", "127.0.0.1", "-p", str(self.port), ":5"],
                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for("the display in a browser", self.is_served)
        # Cairo shows a blank page here.
        session.environment.pop("GSK_RENDERER", None)
        session.environment.update(GDK_BACKEND="broadway", BROADWAY_DISPLAY=":5", GTK_A11Y="none")
        self.set_size()

    def set_size(self):
        """The program remembers the size that its window had."""
        folder = os.path.join(self.session.environment["XDG_CONFIG_HOME"], "glib-2.0", "settings")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "keyfile"), "w") as file:
            for path in ("app/docket/Docket", "app/docket/Docket/Devel"):
                file.write(f"[{path}]\nwidth={self.width}\nheight={self.height}\n\n")

    def is_served(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False

    def start(self, *arguments):
        """Starts a browser, and the program in it."""
        profile = os.path.join(self.session.folder, "chromium")
        self.session.spawn([*CHROMIUM, f"--user-data-dir={profile}",
                            f"--window-size={self.width + 2 * LEFT},{self.height + 2 * TOP}", "about:blank"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ports = os.path.join(profile, "DevToolsActivePort")
        wait_for("the browser", lambda: os.path.exists(ports) and open(ports).read().count("\n"))
        with open(ports) as file:
            tools = f"http://127.0.0.1:{int(file.readline())}/json/list"
        with urllib.request.urlopen(tools, timeout=TIMEOUT) as answer:
            page = next(page for page in json.load(answer) if page["type"] == "page")
        self.socket = websocket.create_connection(page["webSocketDebuggerUrl"], timeout=TIMEOUT)
        self.call("Emulation.setDeviceMetricsOverride", width=self.width + 2 * LEFT,
                  height=self.height + 2 * TOP, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=2)
        self.call("Page.navigate", url=f"http://127.0.0.1:{self.port}/")
        self.session.program = self.session.spawn([program_path("docket"), *arguments])
        wait_for("the first picture", self.is_painted, 60)
        # To the browser, a swipe is the way back to the page before.
        self.call("Page.resetNavigationHistory")

    def call(self, method, **parameters):
        self.ids += 1
        self.socket.send(json.dumps({"id": self.ids, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.ids:
                assert "error" not in answer, (method, answer["error"])
                return answer["result"]

    def evaluate(self, script):
        return self.call("Runtime.evaluate", expression=script)["result"].get("value")

    def n_parts(self):
        """How many pictures the window is made of: a page with a list has many."""
        return self.evaluate("document.querySelectorAll('body img, body canvas').length")

    def is_painted(self):
        return self.n_parts() > 10

    def picture(self):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        return base64.b64decode(data)

    def rest(self):
        """Waits until nothing moves any more."""
        pictures = [None]

        def rests():
            pictures.append(self.picture())
            return pictures[-1] == pictures[-2]

        wait_for("the screen to rest", rests)

    def shoot(self, name):
        folder = os.environ.get("DOCKET_SHOTS")
        if folder:
            with open(os.path.join(folder, name + ".png"), "wb") as file:
                file.write(self.picture())

    def touch(self, kind, *points):
        """One event; kind is Start, Move, End or Cancel, and points are (x, y) of each finger. They
        count from 1: to GTK, number 0 is the mouse."""
        self.call("Input.dispatchTouchEvent", type="touch" + kind,
                  touchPoints=[{"x": LEFT + x, "y": TOP + y, "id": i + 1} for i, (x, y) in enumerate(points)])

    def tap(self, x, y):
        self.touch("Start", (x, y))
        self.touch("End")

    def draw(self, *points):
        """One finger along a way."""
        x, y = points[0]
        self.touch("Start", (x, y))
        for to_x, to_y in points[1:]:
            steps = max(1, int(max(abs(to_x - x), abs(to_y - y)) // STEP))
            for i in range(1, steps + 1):
                self.touch("Move", (x + (to_x - x) * i / steps, y + (to_y - y) * i / steps))
            x, y = to_x, to_y
        self.touch("End")

    def press(self, key, control=False):
        """One key: a letter, or by its name."""
        code = {"Enter": 13, "Escape": 27, " ": 32}.get(key, ord(key[0].upper()))
        text = {"text": key} if len(key) == 1 and not control else {}
        for kind in ("keyDown" if text else "rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, modifiers=2 if control else 0,
                      windowsVirtualKeyCode=code, nativeVirtualKeyCode=code, **text)
            text = {}

    def type(self, text):
        for letter in text:
            self.press(letter)

    def close(self):
        if self.socket is not None:
            self.socket.close()
            self.socket = None
