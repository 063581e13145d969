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

INNER = "DOCKET_E2E_INNER"
TIMEOUT = 30


def enter_session():
    """Starts the test again in a D-Bus session, and on a display if there is none."""
    if os.environ.get(INNER):
        return
    os.environ[INNER] = "1"
    command = ["dbus-run-session", "--", "/usr/bin/python3", *sys.argv]
    if not os.environ.get("DISPLAY"):
        command = ["xvfb-run", "-a", "-s", "-screen 0 1400x900x24", *command]
    os.execvp(command[0], command)


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
        self.options = ["--tickets", str(tickets), "--seed", str(seed), "--key", "e2e-key"]
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
        self.process.terminate()
        self.process.wait(timeout=TIMEOUT)

    def state(self):
        with urllib.request.urlopen(self.url + "/sandbox/state", timeout=TIMEOUT) as answer:
            return json.load(answer)

    def ticket(self, number):
        tickets = self.state()["tickets"]
        return next(t for t in tickets if str(t["TicketNumber"]) == str(number))


class Session:
    """Folders, accessibility bus, Secret Service and the program."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="docket-e2e-")
        self.children = []
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
        self.spawn(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"])
        keyring = subprocess.run(
            ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--daemonize"],
            input="test", text=True, env=self.environment, capture_output=True, timeout=TIMEOUT)
        assert keyring.returncode == 0, keyring.stderr
        wait_for("the accessibility bus", lambda: "org.a11y.Bus" in self.bus_names())
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        self.atspi = Atspi
        Atspi.init()

    def bus_names(self):
        return subprocess.run(
            ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
             "org.freedesktop.DBus.ListNames"], capture_output=True, text=True).stdout

    def spawn(self, command, **options):
        child = subprocess.Popen(command, env=self.environment, **options)
        self.children.append(child)
        return child

    def start_program(self, *arguments):
        self.program = self.spawn([program_path("docket"), *arguments])
        self.window()
        return self.program

    def quit_program(self):
        self.key("ctrl+q")
        assert self.program.wait(timeout=TIMEOUT) == 0

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
        desktop = self.atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.program.pid:
                return child
        return None

    def window(self):
        return wait_for("the window", lambda: self.application()
                        and self.application().get_child_count() > 0
                        and self.application().get_child_at_index(0))

    def walk(self, node):
        yield node
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is not None:
                yield from self.walk(child)

    def seen(self, name=None, role=None, contains=None):
        """What is on the screen of this name (or a part of it) and role, if anything is."""
        application = self.application()
        if application is None:
            return None
        # What it remembers of the tree is renewed by a main loop that a test does not run.
        application.clear_cache()
        for node in self.walk(application):
            try:
                label = node.get_name() or ""
                if name is not None and label != name:
                    continue
                if contains is not None and contains not in label:
                    continue
                if role is not None and node.get_role_name() != role:
                    continue
                if node.get_state_set().contains(self.atspi.StateType.SHOWING):
                    return node
            except Exception:  # a node that went while it was looked at
                continue
        return None

    def find(self, name=None, role=None, contains=None, timeout=TIMEOUT):
        wanted = f"{role or 'something'} “{name or contains}”"
        try:
            return wait_for(wanted, lambda: self.seen(name, role, contains), timeout)
        except AssertionError:
            self.shoot("failed")
            self.describe()
            raise

    def describe(self):
        for node in self.walk(self.application()):
            if node.get_name() and node.get_state_set().contains(self.atspi.StateType.SHOWING):
                print(f"#   {node.get_role_name()}: {node.get_name()}", flush=True)

    def shoot(self, name):
        folder = os.environ.get("DOCKET_SHOTS")
        if folder:
            subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")])

    # Hands.

    def click(self, node):
        """A press of the button itself, as a screen reader does it."""
        action = node.get_action_iface()
        assert action is not None and action.get_n_actions() > 0, f"{node.get_name()} can't be pressed"
        action.do_action(0)

    def point_at(self, node):
        box = node.get_extents(self.atspi.CoordType.WINDOW)
        return box.x + box.width // 2, box.y + box.height // 2

    def press(self, x, y, button=1):
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", str(button)], check=True)

    def mouse(self, node, button=1):
        self.press(*self.point_at(node), button)

    def key(self, keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", keys], check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "12", text], check=True)

    def close(self):
        for child in reversed(self.children):
            if child.poll() is None:
                child.kill()
                child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def program_path(name):
    prefix = os.environ.get("DOCKET_TEST_PREFIX")
    if prefix and os.path.exists(os.path.join(prefix, "bin", name)):
        return os.path.join(prefix, "bin", name)
    return os.path.join(os.environ["DOCKET_BUILD"], "src", name)


def run(tests):
    """Runs functions that take a Session, each in one of its own; speaks TAP."""
    enter_session()
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    for i, test in enumerate(tests, 1):
        session = None
        try:
            session = Session()
            test(session)
            print(f"ok {i} {test.__name__}", flush=True)
        except Exception:
            failed += 1
            print(f"not ok {i} {test.__name__}", flush=True)
            for line in traceback.format_exc().splitlines():
                print("# " + line, flush=True)
        finally:
            if session is not None:
                session.close()
    sys.exit(1 if failed else 0)
