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
import warnings

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
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        warnings.simplefilter("ignore", DeprecationWarning)
        self.atspi = Atspi
        Atspi.init()

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

    def application(self):
        assert self.program.poll() is None, f"the program ended with {self.program.poll()}"
        desktop = self.atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            try:
                if child is not None and child.get_process_id() == self.program.pid:
                    # It is renewed by a main loop, which a test does not run.
                    child.clear_cache()
                    return child
            except Exception:  # a program that went
                continue
        return None

    def frames(self):
        application = self.application()
        if application is None:
            return []
        return [application.get_child_at_index(i) for i in range(application.get_child_count())]

    def walk(self, node):
        yield node
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is not None:
                yield from self.walk(child)

    def box(self, node):
        return self.atspi.Component.get_extents(node, self.atspi.CoordType.WINDOW)

    def is_mapped(self, node):
        """Nothing is hit inside of what is not on the screen. GTK 4.8 tells by no state."""
        if node.get_role_name() == "frame":
            return True
        if not node.get_state_set().contains(self.atspi.StateType.SENSITIVE):
            return self.box(node).width > 0
        box = self.box(node)
        # The middle of an entry's row or of an icon's button is a part that AT-SPI doesn't show;
        # the edge of the row is the row, and what is around the icon is the button.
        places = ((box.x + box.width // 2, box.y + box.height // 2),
                  (box.x + box.width - 4, box.y + box.height // 2),
                  (box.x - 3, box.y + box.height // 2))
        return box.width > 0 and any(
            self.atspi.Component.get_accessible_at_point(node, x, y, self.atspi.CoordType.WINDOW)
            for x, y in places)

    def all_seen(self, name=None, role=None, contains=None):
        """What is on the screen of this name (or a part of it) and role."""
        found = []
        for frame in reversed(self.frames()):
            try:
                # What was not walked over yet can't be hit.
                nodes = list(self.walk(frame))
            except Exception:  # a node that went while it was looked at
                continue
            for node in nodes:
                try:
                    label = node.get_name() or ""
                    if name is not None and label != name:
                        continue
                    if contains is not None and contains not in label:
                        continue
                    if role is not None and node.get_role_name() != role:
                        continue
                    if self.is_mapped(node):
                        found.append(node)
                except Exception:
                    continue
        return found

    def seen(self, name=None, role=None, contains=None):
        found = self.all_seen(name, role, contains)
        return found[0] if found else None

    def find(self, name=None, role=None, contains=None, timeout=TIMEOUT):
        wanted = f"{role or 'something'} “{name or contains}”"
        return wait_for(wanted, lambda: self.seen(name, role, contains), timeout)

    def gone(self, name=None, role=None, contains=None):
        wait_for(f"the end of “{name or contains}”", lambda: not self.seen(name, role, contains))

    def text_of(self, node):
        text = node.get_text_iface()
        return self.atspi.Text.get_text(text, 0, self.atspi.Text.get_character_count(text))

    def describe(self):
        for frame in self.frames():
            for node in list(self.walk(frame)):
                try:
                    if node.get_name() and self.is_mapped(node):
                        box = self.box(node)
                        print(f"#   {node.get_role_name()}: {node.get_name()} {box.x} {box.y} "
                              f"{box.width} {box.height}", flush=True)
                except Exception:
                    continue

    def shoot(self, name):
        folder = os.environ.get("DOCKET_SHOTS")
        if folder:
            subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")],
                           check=False)

    # Hands.

    def frame_of(self, node):
        while node is not None and node.get_role_name() not in ("frame", "dialog"):
            node = node.get_parent()
        return node

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
        name = frame.get_name()
        return wait_for(f"the window “{name}”",
                        lambda: next((w for w in self.x_windows() if w[1] == name), None))

    def focus(self, name=None):
        """There is no window manager: the keyboard goes to the window under the pointer."""
        frame = self.find(name, "frame") if name else wait_for("a window", self.frames)[-1]
        self.focus_window(self.x_window(frame))

    def focus_window(self, of_display):
        window, _, x, y, width, _ = of_display
        subprocess.run(["xdotool", "windowraise", window, "mousemove", str(x + width // 2),
                        str(y + 12)], check=True)

    def place_of(self, node):
        """The middle on the display; a window has a border around its frame."""
        frame = self.frame_of(node)
        _, _, x, y, width, height = self.x_window(frame)
        around, box = self.box(frame), self.box(node)
        return (x + (width - around.width) // 2 + box.x + box.width // 2,
                y + (height - around.height) // 2 + box.y + box.height // 2)

    def rest_of(self, node):
        """Where it is once it has stopped moving."""
        places = [None]

        def rests():
            places.append(self.place_of(node))
            return places[-1] == places[-2]

        wait_for(f"“{node.get_name()}” to rest", rests)
        return places[-1]

    def mouse(self, node, button=1):
        x, y = self.rest_of(node)
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", str(button)], check=True)

    def act(self, node):
        """A press as a screen reader does it; AT-SPI tells a wrong place of what is in a menu."""
        assert self.atspi.Action.do_action(node, 0), f"“{node.get_name()}” can't be pressed"

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "20", *keys], check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "15", text], check=True)

    def focused(self):
        """What has the keyboard. Pages that are hidden keep a focus of their own."""
        for frame in reversed(self.frames()):
            try:
                for node in list(self.walk(frame)):
                    if (node.get_state_set().contains(self.atspi.StateType.FOCUSED)
                            and self.is_mapped(node)):
                        return node
            except Exception:  # a node that went while it was looked at
                continue
        return None

    def go_to(self, key, name=None, role=None, most=30):
        """Presses a key until what is wanted has the keyboard."""
        passed = []
        for _ in range(most):
            self.key(key)
            node = self.focused()
            # The button inside of a menu button is not shown by AT-SPI.
            passed.append((node.get_role_name(), node.get_name()) if node else (None, None))
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
