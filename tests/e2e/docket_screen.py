"""What is on the screen, as a screen reader is told it. Asked node by node, a window of a thousand
nodes takes seconds; all of them by one call of AT-SPI's cache take a tenth of one.

SPDX-FileCopyrightText: The Docket contributors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import collections

import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib

ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = "/org/a11y/atspi/accessible/root"
TIMEOUT_MS = 30000
IN_WINDOW = int(Atspi.CoordType.WINDOW)

Box = collections.namedtuple("Box", "x y width height")


class Node:
    """A part of a window, as it was when it was looked at."""

    def __init__(self, screen, owner, item):
        (_, self.path), _, (_, self.parent_path), self.index, self.n_children, *_ = item
        self.name, role, _, self.states = item[6:10]
        self.role = Atspi.role_get_name(Atspi.Role(role))
        self.screen, self.owner = screen, owner
        self.parent, self.children = None, []

    def __repr__(self):
        return f"{self.role} “{self.name}”"

    def call(self, interface, method, parameters=None):
        return self.screen.call(self.owner, self.path, "org.a11y.atspi." + interface, method, parameters)

    def has_state(self, state):
        return bool(self.states[int(state) // 32] >> int(state) % 32 & 1)

    def is_focused(self):
        return self.has_state(Atspi.StateType.FOCUSED)

    def box(self):
        """Within its window."""
        return Box(*self.call("Component", "GetExtents", GLib.Variant("(u)", (IN_WINDOW,)))[0])

    def is_hit(self, x, y):
        """Whether something of it is at a place of its window."""
        (_, path), = self.call("Component", "GetAccessibleAtPoint",
                               GLib.Variant("(iiu)", (x, y, IN_WINDOW)))
        return not path.endswith("/null")

    def is_mapped(self):
        """Nothing is hit inside of what is not on the screen. GTK 4.8 tells by no state."""
        if self.is_window():
            return True
        box = self.box()
        if box.width <= 0 or not self.has_state(Atspi.StateType.SENSITIVE):
            return box.width > 0
        # The middle of an entry's row or of an icon's button is a part that AT-SPI doesn't show;
        # the edge of the row is the row, and what is around the icon is the button.
        middle = box.y + box.height // 2
        return (self.is_hit(box.x + box.width // 2, middle) or self.is_hit(box.x + box.width - 4, middle)
                or self.is_hit(box.x - 3, middle))

    def is_window(self):
        return self.parent_path == ROOT

    def window(self):
        return self if self.is_window() or self.parent is None else self.parent.window()

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def text(self):
        """What stands in an entry or a label that can be selected."""
        return self.call("Text", "GetText", GLib.Variant("(ii)", (0, -1)))[0]

    def act(self):
        """A press as a screen reader does it."""
        return self.call("Action", "DoAction", GLib.Variant("(i)", (0,)))[0]


class Screen:
    """The accessibility bus of a session."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address, = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None,
                                     None, Gio.DBusCallFlags.NONE, TIMEOUT_MS, None).unpack()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def call(self, owner, path, interface, method, parameters=None):
        return self.bus.call_sync(owner, path, interface, method, parameters, None,
                                  Gio.DBusCallFlags.NONE, TIMEOUT_MS, None).unpack()

    def owner_of(self, pid):
        """The name of a process that shows windows, or None as long as it shows none."""
        programs, = self.call("org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren")
        for owner, _ in programs:
            try:
                found, = self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                   "GetConnectionUnixProcessID", GLib.Variant("(s)", (owner,)))
            except GLib.Error:  # a program that went
                continue
            if found == pid:
                return owner
        return None

    def windows(self, owner, is_thorough=False):
        """All windows of a program with all that is in them, in the order of the tree."""
        if is_thorough:
            self.ask_below(owner, [ROOT])
        nodes = self.nodes(owner)
        unknown = [node.path for node in nodes if node.n_children != len(node.children)]
        if unknown and not is_thorough:
            self.ask_below(owner, unknown)
            nodes = self.nodes(owner)
        return sorted((node for node in nodes if node.is_window()), key=lambda node: node.index)

    def nodes(self, owner):
        items, = self.call(owner, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems")
        by_path = {item[0][1]: Node(self, owner, item) for item in items if item[0][1] != ROOT}
        for node in by_path.values():
            node.parent = by_path.get(node.parent_path)
            if node.parent is not None:
                node.parent.children.append(node)
        for node in by_path.values():
            node.children.sort(key=lambda child: child.index)
        return list(by_path.values())

    def ask_below(self, owner, level):
        """Asks for all that is below, a level at a time: GTK tells of a widget, and lets it be hit, only
        once it was asked for."""
        count = GLib.Variant("(ss)", (ACCESSIBLE, "ChildCount"))
        while level:
            counts = self.ask(owner, [(path, path, count) for path in level],
                              "org.freedesktop.DBus.Properties", "Get")
            children = self.ask(owner, [((path, i), path, GLib.Variant("(i)", (i,)))
                                        for path, (n,) in counts.items() for i in range(n)],
                                ACCESSIBLE, "GetChildAtIndex")
            level = {path for ((_, path),) in children.values() if not path.endswith("/null")}

    def ask(self, owner, calls, interface, method):
        """Many calls at once. The answers by key; a node that went gives none."""
        context = GLib.MainContext.default()
        waiting, answers = {key for key, _, _ in calls}, {}

        def answered(bus, result, key):
            waiting.discard(key)
            try:
                answers[key] = bus.call_finish(result).unpack()
            except GLib.Error:
                pass

        for key, path, parameters in calls:
            self.bus.call(owner, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE,
                          TIMEOUT_MS, None, answered, key)
        while waiting:
            context.iteration(True)
        return answers
