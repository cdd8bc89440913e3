// The page about messages says what the nodes say, all of it.
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Advice } from '../../scripts/messages/catalog.mts';
import { notes } from '../../scripts/messages/notes.mts';
import { adviceOn, allAdvice, page, troubleshooting } from '../../scripts/troubleshooting.mts';

/** Some of the messages that other tests get from real nodes, as they are written in the error. */
const seen = [
	'SAP Concur does not allow this request',
	'SAP Concur rejected the access token, even after n8n renewed it',
	'6 of 20 rows cannot be sent to SAP Concur. Nothing was sent.',
	'Start date has no value: its expression turns "soon" into nothing',
	'Start date can be read as two days: 2026-01-31 or 2026-02-01',
	'Last name was read with the wrong encoding',
	'Last name contains a character that was lost when the file was read',
	'Employee number looks like a number that a spreadsheet has changed',
	'Mobile phone is a number that a spreadsheet has shortened, so digits are lost',
	'Already exists in SAP Concur: another user has the same User name',
	'SAP Concur returned users without names',
	"No user in SAP Concur has the employee number '9999'",
	'Custom 3: the value is not in the list of SAP Concur',
	'SAP Concur gave a reason that is not known here',
	'Report approver: this user lacks the approver role',
	"SAP Concur does not know the provisioning request '0a1b2c3d-1111-2222-3333-444455556666'",
	'This row is for the same user as row 3: both have the same user name',
	'The item has no values to send',
	'Cost center is filled by two columns: "Kostenstelle" and "Cost center"',
	'The column "Name" fits two fields: First name and Last name',
	'Start date can be read as 2026-05-06 or as 2026-06-05: all dates of the column fit both orders',
	'Manager names nobody in SAP Concur',
	'Manager fits more than one person: Ines Weber (1003) and Ines Weber (1004)',
	'Not sent, because the manager (Ada Abbott, 1001, row 3) was not created',
	'Not sent, because the report approver (Ada Abbott, row 3) was not finished within 10 minutes',
	'Employee number belongs to Ada Abbott in SAP Concur, but the user name ada belongs to Ines Weber',
	'User name belongs to Ada Abbott in SAP Concur, who does not have the employee number 1003',
	'Employee number belongs to an inactive user in SAP Concur: Ada Abbott',
	'Work email cannot be cleared',
	'Not sent: changed since the plan was made, plan again',
	'The plan of this item was cut off or changed after it was made',
	'The item does not hold the data that was rejected, so it cannot be sent again',
	"Replace deletes all data of the user that is not sent, and 'Delete What Is Not Sent' is off",
	"Delete removes the user for good, and 'Delete Permanently' is off",
	"'I Have Checked This' can only be turned on in the node itself, not by an expression",
	"Nothing was sent: this tool may not change users in SAP Concur until a person turns on 'Let AI Agents Write' in its node",
	'Nothing was sent: this run is for 9 people, and an AI agent may change at most 5 in one run',
	'SAP Concur may have carried out this request, but its response was lost (SAP Concur could not be reached)',
	"SAP Concur's response could not be read: n8n received an HTML page",
	'Not sent, because an earlier request failed: SAP Concur could not be reached',
	'Not sent, because SAP Concur did not respond to earlier requests',
	'SAP Concur kept asking n8n to slow down',
	'SAP Concur asked n8n to wait 5 minutes',
	'SAP Concur is temporarily unable to process the request',
	'SAP Concur could not be reached',
];

describe('docs/troubleshooting.md', () => {
	let all: Advice[];
	beforeAll(() => {
		all = allAdvice();
	}, 180_000);

	it('is what `npm run docs` makes of the source', async () => {
		expect(await readFile(page, 'utf8')).toBe(troubleshooting(all));
	});

	it('says of each message what to do', () => {
		const without = all.filter((one) => adviceOn(one) === '').map(({ message }) => message);
		expect(without, 'add what to do to scripts/messages/notes.mts').toEqual([]);
	});

	it('has no note about a message that is gone', () => {
		const messages = all.map(({ message }) => message);
		expect(Object.keys(notes).filter((message) => !messages.includes(message))).toEqual([]);
	});

	it.each(seen)('has the message "%s"', (message) => {
		const fits = (line: string) => asPattern(line).test(message);
		expect(all.map((one) => one.message).filter(fits)).not.toEqual([]);
	});
});

/** A message of the page, with anything in the place of its gaps. */
const asPattern = (line: string) => new RegExp(line.split('…').map(escaped).join('[^]*'), 'i');

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
