#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Docket contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that the sample data keeps to the format that its loader reads. Speaks TAP.

Usage: check-sample.py DATA_SAMPLE_DIR
"""

import copy
import json
import os
import re
import sys
import xml.etree.ElementTree
import zipfile

STATUSES = ('open', 'pending', 'resolved', 'closed')
PRIORITIES = ('low', 'medium', 'high', 'critical')
IMPACTS = ('no-impact', 'minor', 'major', 'site-down', 'server-issue', 'crisis')
TYPES = ('incident', 'problem', 'request', 'change')
SOURCES = ('email', 'phone', 'portal', 'technician')
MESSAGE_KINDS = ('reply', 'internal', 'event')
CONTRACT_KINDS = ('hourly', 'block-hours', 'flat-fee')
FIELD_TYPES = ('text', 'boolean', 'number', 'date', 'option', 'dependent-option')
VARIABLES = ('contact.first_name', 'ticket.number', 'ticket.title', 'technician.name', 'customer.name')
LIVE = ('open', 'pending')

# What an object may hold; a name with "?" may be left out.
SHAPES = {
    'root': 'company wording currency technicians customers contacts contracts rates statuses fields'
            ' quick_replies views tickets',
    'technicians': 'key name email me?',
    'customers': 'key name phone address city notes',
    'contacts': 'key customer first_name last_name email phone mobile',
    'contracts': 'key customer name kind hours_included? rate',
    'rates': 'key name amount',
    'statuses': 'name kind',
    'fields': 'name type options? parent?',
    'options': 'value parent?',
    'quick_replies': 'title text',
    'views': 'name filter',
    'filter': 'status? customer? priority? assignee? impact? type?',
    'tickets': 'number title customer contact contract assignee status priority impact type created updated'
               ' first_response_due? close_due? unread? source fields? messages? time_entries? signature?',
    'messages': 'author kind at text file?',
    'time_entries': 'technician start end rate billable on_site description',
    'signature': 'signer role at file',
}

TIME = re.compile(r'([+-])(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?')
MAX_FILE_BYTES = 150 * 1024
MAX_TOTAL_BYTES = 1024 * 1024


def minutes(text):
    """The minutes from now that a relative time stands for; None if it is none."""
    match = TIME.fullmatch(text) if isinstance(text, str) else None
    if not match:
        return None
    days, hours, mins = (int(part or 0) for part in match.groups()[1:])
    return (-1 if match[1] == '-' else 1) * (days * 1440 + hours * 60 + mins)


class Checker:
    """One language's sample: `problems` holds what is wrong with it, in words."""

    def __init__(self, sample, files):
        self.sample = sample
        self.files = files
        self.used_files = set()
        self.problems = []

    def need(self, condition, *words):
        if not condition:
            self.problems.append(' '.join(str(word) for word in words))
        return condition

    def check(self):
        if not self.check_shape('root', self.sample, 'file'):
            return self.problems
        self.check_directory()
        if not self.problems:
            for ticket in self.sample['tickets']:
                self.check_ticket(ticket)
        if not self.problems:
            self.check_timesheets()
            self.check_contract_hours()
            self.check_richness()
        return self.problems

    def check_shape(self, name, thing, where):
        names = SHAPES[name].split()
        wanted = {n for n in names if not n.endswith('?')}
        known = {n.rstrip('?') for n in names}
        return self.need(isinstance(thing, dict) and wanted <= set(thing) <= known,
                         where, 'has missing or unknown members:',
                         sorted(set(thing) ^ wanted) if isinstance(thing, dict) else thing)

    def keys(self, name):
        return {entry['key'] for entry in self.sample[name]}

    def check_directory(self):
        sample = self.sample
        for name in ('technicians', 'customers', 'contacts', 'contracts', 'rates', 'statuses', 'fields',
                     'quick_replies', 'views', 'tickets'):
            for entry in sample[name]:
                if not self.check_shape(name, entry, name):
                    return
        for name in ('customers', 'contracts', 'rates'):
            self.need(len(self.keys(name)) == len(sample[name]), name, 'have a key twice')
        people = [entry['key'] for entry in sample['technicians'] + sample['contacts']]
        self.need(len(set(people)) == len(people), 'a technician or contact has a key twice')
        self.need([t.get('me') for t in sample['technicians']].count(True) == 1, 'exactly one technician is me')
        self.need(sample['wording'] in ('msp', 'it'), 'wording', sample['wording'])
        self.need(re.fullmatch('[A-Z]{3}', sample['currency']), 'currency', sample['currency'])
        for contact in sample['contacts']:
            self.need(contact['customer'] in self.keys('customers'), 'contact', contact['key'], 'has no customer')
        for rate in sample['rates']:
            self.need(re.fullmatch(r'\d+\.\d\d', rate['amount']), 'rate', rate['key'], 'has amount', rate['amount'])
        for contract in sample['contracts']:
            self.need(contract['customer'] in self.keys('customers'), 'contract', contract['key'], 'has no customer')
            self.need(contract['rate'] in self.keys('rates'), 'contract', contract['key'], 'has no rate')
            self.need(contract['kind'] in CONTRACT_KINDS, 'contract', contract['key'], 'is', contract['kind'])
            self.need((contract['kind'] == 'block-hours') == ('hours_included' in contract),
                      'contract', contract['key'], 'and its hours do not agree')
        for status in sample['statuses']:
            self.need(status['kind'] in STATUSES and status['name'] not in STATUSES, 'status', status)
        self.check_fields()
        for reply in sample['quick_replies']:
            for variable in re.findall(r'{{(.*?)}}', reply['text']):
                self.need(variable in VARIABLES, 'quick reply', reply['title'], 'has variable', variable)
        for view in sample['views']:
            self.check_view(view)
        self.check_hosts()

    def check_fields(self):
        fields = {field['name']: field for field in self.sample['fields']}
        for name, field in fields.items():
            self.need(field['type'] in FIELD_TYPES, 'field', name, 'is', field['type'])
            self.need(('options' in field) == field['type'].endswith('option'), 'field', name, 'and its options')
            self.need(('parent' in field) == (field['type'] == 'dependent-option'), 'field', name, 'and its parent')
            for option in field.get('options', []):
                self.check_shape('options', option, name)
            if 'parent' in field:
                parent = fields.get(field['parent'], {})
                values = {option['value'] for option in parent.get('options', [])}
                for option in field['options']:
                    self.need(option.get('parent') in values, 'option', option, 'has no parent in', field['parent'])

    def check_view(self, view):
        self.check_shape('filter', view['filter'], view['name'])
        known = {'status': self.status_kinds(), 'priority': PRIORITIES, 'impact': IMPACTS, 'type': TYPES,
                 'customer': self.keys('customers'), 'assignee': self.keys('technicians')}
        for name, values in view['filter'].items():
            for value in values:
                self.need(value in known[name], 'view', view['name'], 'filters', name, 'by', value)

    def check_hosts(self):
        """Nothing in the sample may reach a real host."""
        text = json.dumps(self.sample, ensure_ascii=False)
        for host in re.findall(r'https?://([^/\s"]+)|[\w.-]+@([\w.-]+\.\w+)', text):
            self.need((host[0] or host[1]).endswith('.example'), 'host', host)

    def status_kinds(self):
        kinds = {status: status for status in STATUSES}
        kinds.update((status['name'], status['kind']) for status in self.sample['statuses'])
        return kinds

    def at(self, text, where, future=False):
        value = minutes(text)
        self.need(value is not None, where, 'has no relative time:', text)
        if value is not None and not future:
            self.need(value <= 0, where, 'lies in the future:', text)
        return value or 0

    def check_ticket(self, ticket):
        number = '#' + ticket['number']
        customer = ticket['customer']
        self.need(ticket['number'].isdigit() and ticket['title'].strip(), number, 'has no number or title')
        self.need(customer in self.keys('customers'), number, 'has no customer')
        self.need((ticket['contact'], customer) in {(c['key'], c['customer']) for c in self.sample['contacts']},
                  number, 'has a contact who is not at the customer')
        self.need(ticket['contract'] is None
                  or (ticket['contract'], customer) in {(c['key'], c['customer']) for c in self.sample['contracts']},
                  number, 'has a contract of somebody else')
        self.need(ticket['assignee'] is None or ticket['assignee'] in self.keys('technicians'), number, 'assignee')
        for name, words in (('status', self.status_kinds()), ('priority', PRIORITIES), ('impact', IMPACTS),
                            ('type', TYPES), ('source', SOURCES)):
            self.need(ticket[name] in words, number, 'has', name, ticket[name])
        self.need(isinstance(ticket.get('unread', False), bool), number, 'unread')
        self.check_values(number, ticket.get('fields', {}))
        self.check_times(number, ticket)

    def check_values(self, number, values):
        fields = {field['name']: field for field in self.sample['fields']}
        for name, value in values.items():
            if not self.need(name in fields, number, 'has a value of an unknown field', name):
                continue
            field = fields[name]
            right = {
                'text': lambda: isinstance(value, str),
                'boolean': lambda: isinstance(value, bool),
                'number': lambda: isinstance(value, (int, float)) and not isinstance(value, bool),
                'date': lambda: isinstance(value, str) and re.fullmatch(r'\d{4}-\d\d-\d\d', value),
                'option': lambda: {'value': value} in field['options'],
                'dependent-option': lambda: {'value': value, 'parent': values.get(field['parent'])}
                in field['options'],
            }[field['type']]
            self.need(right(), number, 'has value', value, 'in', name)

    def check_times(self, number, ticket):
        created = self.at(ticket['created'], number)
        newest = last = created
        for name in ('first_response_due', 'close_due'):
            if name in ticket:
                due = self.at(ticket[name], number, future=True)
                self.need(due > created, number, 'is due before it was created')
        people = self.keys('technicians') | self.keys('contacts')
        for message in ticket.get('messages', []):
            if not self.check_shape('messages', message, number):
                return
            at = self.at(message['at'], number)
            self.need(at >= last, number, 'has a message out of order at', message['at'])
            self.need(message['author'] in people, number, 'has a message of nobody:', message['author'])
            self.need(message['kind'] in MESSAGE_KINDS, number, 'has a message of kind', message['kind'])
            self.need(message['kind'] == 'reply' or message['author'] in self.keys('technicians'),
                      number, 'has a', message['kind'], 'of a contact')
            self.need(message['text'].strip() == message['text'] != '', number, 'has a message without clean text')
            self.check_file(number, message.get('file'))
            last = at
            newest = max(newest, at)
        for entry in ticket.get('time_entries', []):
            if not self.check_shape('time_entries', entry, number):
                return
            start, end = self.at(entry['start'], number), self.at(entry['end'], number)
            self.need(created <= start < end, number, 'has a time entry', entry['start'], entry['end'])
            self.need(entry['technician'] in self.keys('technicians'), number, 'has a time entry of nobody')
            self.need(entry['rate'] in self.keys('rates'), number, 'has a time entry at rate', entry['rate'])
            self.need(isinstance(entry['billable'], bool) and isinstance(entry['on_site'], bool), number, 'billable')
            newest = max(newest, end)
        if 'signature' in ticket and self.check_shape('signature', ticket['signature'], number):
            newest = max(newest, self.at(ticket['signature']['at'], number))
            self.need(ticket['signature']['role'] in ('customer', 'technician'), number, 'signature')
            self.check_file(number, ticket['signature']['file'])
        self.need(self.at(ticket['updated'], number) == newest, number, 'was updated', ticket['updated'],
                  'but its newest event is at', newest)

    def check_file(self, number, name):
        if name is not None:
            self.need(name in self.files, number, 'has a file that is not there:', name)
            self.used_files.add(name)

    def check_timesheets(self):
        """Nobody is in two places at once."""
        for technician in self.keys('technicians'):
            entries = sorted((minutes(entry['start']), minutes(entry['end']), ticket['number'])
                             for ticket in self.sample['tickets'] for entry in ticket.get('time_entries', [])
                             if entry['technician'] == technician)
            for one, other in zip(entries, entries[1:]):
                self.need(one[1] <= other[0], technician, 'works on', one[2], 'and', other[2], 'at once')

    def check_contract_hours(self):
        for contract in self.sample['contracts']:
            used = sum(minutes(entry['end']) - minutes(entry['start'])
                       for ticket in self.sample['tickets'] if ticket['contract'] == contract['key']
                       for entry in ticket.get('time_entries', []) if entry['billable'])
            if contract['kind'] == 'block-hours':
                self.need(0 < used < contract['hours_included'] * 60, contract['key'], 'has used', used, 'minutes')

    def check_richness(self):
        """Every word of the product shows somewhere, and the lists have the size of the pictures."""
        tickets = self.sample['tickets']
        kinds = self.status_kinds()
        me = next(t['key'] for t in self.sample['technicians'] if t.get('me'))
        live = [t for t in tickets if kinds[t['status']] in LIVE]
        messages = [m for t in tickets for m in t.get('messages', [])]
        numbers = [t['number'] for t in tickets]
        self.need(len(set(numbers)) == len(numbers), 'a number is given twice')
        self.need(55 <= len(tickets) <= 70, len(tickets), 'tickets')
        self.need(len(live) == 25, len(live), 'live tickets')
        self.need(sum(t['assignee'] == me for t in live) == 11, 'my open tickets are not 11')
        self.need(sum(t['assignee'] is None for t in live) == 4, 'unassigned tickets are not 4')
        soon = [t for t in live if any(0 <= minutes(t[name]) <= 1440
                                       for name in ('first_response_due', 'close_due') if name in t)]
        self.need(len(soon) == 3, 'due soon are not 3')
        for name, words in (('status', kinds), ('priority', PRIORITIES), ('impact', IMPACTS), ('type', TYPES),
                            ('source', SOURCES)):
            self.need({t[name] for t in tickets} == set(words), 'not every', name, 'shows')
        for name, entries, words in (('kind', messages, MESSAGE_KINDS),
                                     ('kind', self.sample['contracts'], CONTRACT_KINDS),
                                     ('type', self.sample['fields'], FIELD_TYPES)):
            self.need({entry[name] for entry in entries} == set(words), 'not every one of', words, 'shows')
        used = {name for t in tickets for name in t.get('fields', {})}
        self.need(used == {f['name'] for f in self.sample['fields']}, 'a custom field has no value anywhere')
        counts = {len(t.get('messages', [])) for t in tickets}
        self.need(min(counts) == 0 and max(counts) >= 8, 'conversations have', sorted(counts), 'messages')
        self.need(max(len(m['text']) for m in messages) > 1200, 'no message is long')
        self.need(1 <= sum('signature' in t for t in tickets) <= 2, 'signatures')
        text = '\n'.join(m['text'] for m in messages)
        for what, pattern in (('list', r'^- '), ('numbered list', r'^1\. '), ('link', r'https://'),
                              ('quote', r'^> '), ('emoji', '[\U0001f300-\U0001faff]'),
                              ('right-to-left text', '[\u0600-\u06ff]')):
            self.need(re.search(pattern, text, re.M), 'no', what, 'in any message')


def check_files(folder, names):
    """Sizes and the first bytes of the files: each is what its name says."""
    problems = []
    magic = {'.png': b'\x89PNG', '.jpg': b'\xff\xd8\xff', '.pdf': b'%PDF-', '.docx': b'PK', '.xlsx': b'PK', '.log': b''}
    total = 0
    for name in sorted(names):
        path = os.path.join(folder, name)
        size = os.path.getsize(path)
        total += size
        if not 0 < size <= MAX_FILE_BYTES:
            problems.append(f'{name} has {size} bytes')
        extension = os.path.splitext(name)[1]
        with open(path, 'rb') as file:
            content = file.read()
        if extension not in magic or not content.startswith(magic[extension]):
            problems.append(f'{name} is not what its name says')
        if extension in ('.docx', '.xlsx'):
            with zipfile.ZipFile(path) as archive:
                if archive.testzip():
                    problems.append(f'{name} is damaged')
        if extension == '.log':
            content.decode('utf-8')
    if total > MAX_TOTAL_BYTES:
        problems.append(f'the files have {total} bytes together')
    return problems


def check_resource(folder, names):
    tree = xml.etree.ElementTree.parse(os.path.join(folder, 'docket-sample.gresource.xml'))
    listed = sorted(file.text for file in tree.iter('file'))
    wanted = sorted(['sample-en.json', 'sample-fr.json'] + ['files/' + name for name in names])
    prefix = tree.find('gresource').get('prefix')
    problems = [] if prefix == '/app/docket/Docket/sample' else [f'prefix {prefix}']
    return problems + [f'{name} is missing in the resource or in the folder' for name in set(listed) ^ set(wanted)]


def check_same_order(one, other):
    """Both languages are equally rich."""
    def count(sample):
        tickets = sample['tickets']
        return {
            'messages': sum(len(t.get('messages', [])) for t in tickets),
            'characters': sum(len(m['text']) for t in tickets for m in t.get('messages', [])),
            'time entries': sum(len(t.get('time_entries', [])) for t in tickets),
            'files': sum('file' in m for t in tickets for m in t.get('messages', [])),
            'values': sum(len(t.get('fields', {})) for t in tickets),
            **{name: len(entries) for name, entries in sample.items() if isinstance(entries, list)},
        }
    counts, others = count(one), count(other)
    return [f'{name}: {counts[name]} and {others[name]}' for name in counts
            if not 0.8 <= counts[name] / others[name] <= 1.25]


def check_checker(sample, files):
    """The checks can fail: each of these faults, put into a good sample, must be noticed."""
    def first(name, wanted):
        return lambda s: next(t for t in s['tickets'] if len(t.get(name, [])) >= wanted)

    faults = {
        'unknown customer': lambda s: s['tickets'][0].update(customer='nobody'),
        'contact of another customer': lambda s: s['tickets'][0].update(
            contact=next(c['key'] for c in s['contacts'] if c['customer'] != s['tickets'][0]['customer'])),
        'unknown status': lambda s: s['tickets'][0].update(status='Waiting'),
        'unknown priority': lambda s: s['tickets'][0].update(priority='urgent'),
        'misspelt member': lambda s: s['tickets'][0].update(asignee=None),
        'message out of order': lambda s: first('messages', 3)(s)['messages'].reverse(),
        'message in the future': lambda s: first('messages', 1)(s)['messages'][-1].update(at='+5m'),
        'message of nobody': lambda s: first('messages', 1)(s)['messages'][0].update(author='nobody'),
        'file that is not there': lambda s: first('messages', 1)(s)['messages'][0].update(file='nothing.png'),
        'bad time': lambda s: s['tickets'][0].update(created='2h ago'),
        'wrong update': lambda s: s['tickets'][0].update(updated='-1m'),
        'time entry that ends before it starts': lambda s: (
            lambda entry: entry.update(start=entry['end'], end=entry['start']))(first('time_entries', 1)(s)['time_entries'][0]),
        'real host': lambda s: s['contacts'][0].update(email='someone@mail.invalid'),
        'number given twice': lambda s: s['tickets'][1].update(number=s['tickets'][0]['number']),
        'ticket missing': lambda s: s['tickets'].pop(0),
        'two of me': lambda s: s['technicians'][1].update(me=True),
        'unknown variable': lambda s: s['quick_replies'][0].update(text='Hello {{contact.nickname}}'),
    }
    missed = ['the sample itself has faults'] if Checker(sample, files).check() else []
    for name, fault in faults.items():
        broken = copy.deepcopy(sample)
        fault(broken)
        if not Checker(broken, files).check():
            missed.append(f'not noticed: {name}')
    return missed


def main():
    folder = sys.argv[1]
    files = set(os.listdir(os.path.join(folder, 'files')))
    samples, results, used = {}, [], set()
    for language in ('en', 'fr'):
        with open(os.path.join(folder, f'sample-{language}.json'), encoding='utf-8') as file:
            samples[language] = json.load(file)
        checker = Checker(samples[language], files)
        results.append((f'/sample/{language}', checker.check()))
        used |= checker.used_files
    results.append(('/sample/languages', check_same_order(samples['en'], samples['fr'])))
    results.append(('/sample/files', check_files(os.path.join(folder, 'files'), files)
                    + [f'{name} is used by no ticket' for name in sorted(files - used)]))
    results.append(('/sample/resource', check_resource(folder, files)))
    results.append(('/sample/faults-are-noticed', check_checker(samples['en'], files)))

    print(f'1..{len(results)}')
    for number, (name, problems) in enumerate(results, 1):
        for problem in problems:
            print('#', problem)
        print('not ok' if problems else 'ok', number, name)
    return 1 if any(problems for _, problems in results) else 0


if __name__ == '__main__':
    sys.exit(main())
