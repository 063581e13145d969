"""What the tests of the installed program share: a desktop session of their own, a person's eyes
(AT-SPI) and hands (xdotool), and a server.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.request

from gi.repository import GLib

from docket_screen import Screen

INNER = "DOCKET_E2E_INNER"
TIMEOUT = 30
KEY = "e2e-key"
ME = "tech1@example.com"


def wait_for(what, probe, timeout=TIMEOUT):
    """Returns the first true value of probe (); fails after timeout seconds."""
    end = time.monotonic() + timeout
    while True:
        value = probe()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {timeout} s in vain for {what}")
        time.sleep(0.05)


def is_named(name, role, contains):
    return lambda node: (name in (None, node.name) and role in (None, node.role)
                         and (contains is None or contains in node.name))


class Sandbox:
    """docket-sandbox on a port of its own; it can be stopped and started again where it was."""

    def __init__(self, folder, tickets=40, seed=7):
        self.program = os.environ["DOCKET_SANDBOX"]
        self.state_file = os.path.join(folder, "sandbox.json")
        self.options = ["--tickets", str(tickets), "--seed", str(seed), "--key", KEY]
        self.port = 0
        self.process = None
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "--port", str(self.port), "--state", self.state_file, *self.options],
            stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()
        assert self.url.startswith("http://127.0.0.1:"), self.url
        self.port = int(self.url.rsplit(":", 1)[1])

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=TIMEOUT)
        self.process.stdout.close()

    def state(self):
        with urllib.request.urlopen(self.url + "/sandbox/state", timeout=TIMEOUT) as answer:
            return json.load(answer)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stop()


class Session:
    """Folders, accessibility bus, Secret Service and the program."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="docket-e2e-")
        self.children = []
        self.program = None
        self.environment = dict(os.environ, GTK_A11Y="atspi", GSK_RENDERER="cairo",
                                GDK_BACKEND="x11", ADW_DISABLE_PORTAL="1",
                                GSETTINGS_BACKEND="keyfile", G_DEBUG="fatal-criticals")
        for name, sub in (("HOME", "home"), ("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"),
                          ("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache"),
                          ("XDG_RUNTIME_DIR", "run")):
            path = os.path.join(self.folder, sub)
            os.mkdir(path, 0o700)
            self.environment[name] = path
        prefix = os.environ.get("DOCKET_TEST_PREFIX")
        if prefix:
            share = os.path.join(prefix, "share")
            self.environment["XDG_DATA_DIRS"] = share + ":/usr/local/share:/usr/share"
            self.environment["GSETTINGS_SCHEMA_DIR"] = os.path.join(share, "glib-2.0", "schemas")
        os.environ.update(self.environment)
        self.start_services()

    def start_services(self):
        bus_names = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
                     "org.freedesktop.DBus.ListNames"]
        self.spawn(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"])
        # In the foreground, so that it ends with the session.
        keyring = self.spawn(["gnome-keyring-daemon", "--unlock", "--components=secrets",
                              "--foreground"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        keyring.stdin.write(b"test")
        keyring.stdin.close()
        for name in ("org.a11y.Bus", "org.freedesktop.secrets"):
            wait_for(name, lambda: name in subprocess.run(bus_names, capture_output=True,
                                                          text=True).stdout)
        self.screen = Screen()

    def spawn(self, command, **options):
        child = subprocess.Popen(command, env=self.environment, **options)
        self.children.append(child)
        return child

    def start_program(self, *arguments):
        self.program = self.spawn([program_path("docket"), *arguments])
        wait_for("the window", self.frames)
        self.focus()

    def quit_program(self):
        self.key("ctrl+q")
        status = self.program.wait(timeout=TIMEOUT)
        assert status == 0, f"the program ended with {status}"

    def kill_program(self):
        self.program.send_signal(signal.SIGKILL)
        self.program.wait(timeout=TIMEOUT)

    def ctl(self, *arguments):
        done = subprocess.run([program_path("docketctl"), *arguments], env=self.environment,
                              capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"docketctl {arguments}: {done.returncode} {done.stderr}"
        return json.loads(done.stdout) if "--json" in arguments else done.stdout

    # Eyes.

    def frames(self, is_thorough=False):
        """The program's windows with all that is in them; the last one is the newest."""
        assert self.program.poll() is None, f"the program ended with {self.program.poll()}"
        owner = self.screen.owner_of(self.program.pid)
        try:
            return self.screen.windows(owner, is_thorough) if owner else []
        except GLib.Error:  # a program that just starts
            return []

    def hits(self, is_wanted):
        """What is on the screen and is as it is wanted to be."""
        # One that took another's place is found only by a look that takes longer.
        return self.hits_in(self.frames(), is_wanted) or self.hits_in(self.frames(True), is_wanted)

    def hits_in(self, frames, is_wanted):
        found = []
        for frame in reversed(frames):
            for node in frame.walk():
                try:
                    if is_wanted(node) and node.is_mapped():
                        found.append(node)
                except GLib.Error:  # a node that went, or one without a place
                    continue
        return found

    def all_seen(self, name=None, role=None, contains=None):
        """What is on the screen of this name (or a part of it) and role."""
        return self.hits(is_named(name, role, contains))

    def seen(self, name=None, role=None, contains=None):
        return next(iter(self.hits(is_named(name, role, contains))), None)

    def find(self, name=None, role=None, contains=None, timeout=TIMEOUT):
        wanted = f"{role or 'something'} “{name or contains}”"
        return wait_for(wanted, lambda: self.seen(name, role, contains), timeout)

    def gone(self, name=None, role=None, contains=None):
        wait_for(f"the end of “{name or contains}”", lambda: not self.seen(name, role, contains))

    def focused(self):
        """What has the keyboard. Pages that are hidden keep a focus of their own."""
        return next(iter(self.hits(lambda node: node.is_focused())), None)

    def describe(self):
        for node in self.hits(lambda node: node.name):
            print(f"#   {node} {' '.join(map(str, node.box()))}", flush=True)

    def shoot(self, name):
        folder = os.environ.get("DOCKET_SHOTS")
        if folder:
            subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")],
                           check=False)

    # Hands.

    def x_windows(self):
        """Id, x, y, width and height of the program's windows on the display."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.program.pid)],
                               capture_output=True, text=True).stdout.split()
        windows = []
        for window in found:
            shell = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window],
                                   capture_output=True, text=True).stdout
            values = dict(line.split("=", 1) for line in shell.split() if "=" in line)
            name = subprocess.run(["xdotool", "getwindowname", window],
                                  capture_output=True, text=True).stdout.strip()
            if "X" in values:
                windows.append((window, name, *(int(values[k]) for k in ("X", "Y", "WIDTH", "HEIGHT"))))
        return windows

    def x_window(self, frame):
        return wait_for(f"the place of {frame}",
                        lambda: next((w for w in self.x_windows() if w[1] == frame.name), None))

    def focus(self, name=None):
        """There is no window manager: the keyboard goes to the window under the pointer."""
        frame = wait_for(f"the window “{name or ''}”", lambda: self.frame_named(name))
        self.focus_window(self.x_window(frame))

    def frame_named(self, name=None):
        """The newest window of this name; GTK 4.8 gives some of them no role."""
        return next((f for f in reversed(self.frames()) if name in (None, f.name)), None)

    def focus_window(self, of_display):
        window, _, x, y, width, _ = of_display
        subprocess.run(["xdotool", "windowraise", window, "mousemove", str(x + width // 2),
                        str(y + 12)], check=True)

    def place_of(self, node):
        """The middle on the display; a window has a border around its frame."""
        frame = node.window()
        _, _, x, y, width, height = self.x_window(frame)
        around, box = frame.box(), node.box()
        return (x + (width - around.width) // 2 + box.x + box.width // 2,
                y + (height - around.height) // 2 + box.y + box.height // 2)

    def rest_of(self, node):
        """Where it is once it has stopped moving."""
        places = [None]

        def rests():
            places.append(self.place_of(node))
            return places[-1] == places[-2]

        wait_for(f"{node} to rest", rests)
        return places[-1]

    def mouse(self, node, button=1):
        x, y = self.rest_of(node)
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", str(button)], check=True)

    def act(self, node):
        """A press as a screen reader does it; AT-SPI tells a wrong place of what is in a menu."""
        assert node.act(), f"{node} can't be pressed"

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "20", *keys], check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "15", text], check=True)

    def go_to(self, key, name=None, role=None, most=30):
        """Presses a key until what is wanted has the keyboard."""
        passed = []
        for _ in range(most):
            self.key(key)
            node = self.focused()
            # The button inside of a menu button is not shown by AT-SPI.
            passed.append((node.role, node.name) if node else (None, None))
            if node and name in (None, passed[-1][1]) and role in (None, passed[-1][0]):
                return node
        raise AssertionError(f"{key} leads to {passed}, not to {role} “{name}”")

    def replace(self, node, text):
        """Types over what stands in an entry."""
        self.mouse(node)
        self.key("ctrl+a")
        self.type(text)

    def close(self):
        for child in reversed(self.children):
            if child.poll() is None:
                child.kill()
            child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def connect(session, sandbox):
    """A workspace of the sandbox, from the first start on."""
    session.mouse(session.find("Connect to a server", "list item"))
    session.find("Connect", "frame")
    session.replace(session.find("Server address", "text"), sandbox.url)
    session.replace(session.find("API key", "text"), KEY)
    session.key("Return")
    session.find("Your e-mail at this account", "text", timeout=60)
    session.type(ME)
    session.key("Return")
    session.find("All open", "list item", timeout=60)
    session.find("Up to date", timeout=60)


def program_path(name):
    prefix = os.environ.get("DOCKET_TEST_PREFIX")
    if prefix and os.path.exists(os.path.join(prefix, "bin", name)):
        return os.path.join(prefix, "bin", name)
    return os.path.join(os.environ["DOCKET_BUILD"], "src", name)


def run_one(test):
    session = Session()
    try:
        test(session)
        return 0
    except Exception:
        for line in traceback.format_exc().splitlines():
            print("# " + line, flush=True)
        session.shoot("failed-" + test.__name__)
        if session.program is not None and session.program.poll() is None:
            session.describe()
        return 1
    finally:
        session.close()


class Display:
    """An X server of its own. It picks a free number itself; xvfb-run can be too late for one."""

    def __enter__(self):
        ours, theirs = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1720x1000x24", "-nolisten", "tcp",
             "-noreset"],
            pass_fds=[theirs], stderr=subprocess.DEVNULL)
        os.close(theirs)
        with os.fdopen(ours) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start"
        return ":" + number

    def __exit__(self, *error):
        self.server.terminate()
        self.server.wait(timeout=TIMEOUT)


def run_in_session(test):
    """What the session says goes to a file: daemons may hold on to a pipe for longer than it."""
    with Display() as display, tempfile.TemporaryFile("w+") as said:
        inner = subprocess.Popen(
            ["dbus-run-session", "--", "/usr/bin/python3", sys.argv[0]],
            env=dict(os.environ, DISPLAY=display, **{INNER: test.__name__}),
            stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True)
        try:
            status = inner.wait()
        finally:
            try:
                os.killpg(inner.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        said.seek(0)
        for line in said:
            print(line if line.startswith("#") else "# " + line, end="", flush=True)
        return status


def run(tests):
    """Runs functions that take a Session, each on a display and in a session of its own; TAP."""
    # Ended, a test still ends what it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    inner = os.environ.get(INNER)
    if inner:
        sys.exit(run_one(next(test for test in tests if test.__name__ == inner)))

    chosen = [test for test in tests if len(sys.argv) < 2 or test.__name__ in sys.argv]
    failed = 0
    print(f"1..{len(chosen)}", flush=True)
    for i, test in enumerate(chosen, 1):
        status = run_in_session(test)
        failed += status != 0
        print(f"{'ok' if status == 0 else 'not ok'} {i} {test.__name__}", flush=True)
    sys.exit(1 if failed else 0)
