// Convert Import File: whose records are whose, what becomes of faults, and what the run tells.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { asStored } from '../../../support/concur.mts';
import { runNode, type NodeUnderTest, type RunOptions } from '../../../support/executeNode.mts';
import { employee, importFile } from './importFile.mts';

const fileItem = (bytes: string | Buffer): INodeExecutionData => ({
	json: {},
	binary: {
		data: { data: Buffer.from(bytes as string).toString('base64'), mimeType: 'text/plain' },
	},
});

async function convert(
	files: Array<string | Buffer>,
	settings: Partial<NodeUnderTest & RunOptions> = {},
	parameters: IDataObject = {},
) {
	return await runNode({
		node: new ConcurProvisioning(),
		parameters: asStored('convert', {
			resource: 'importFile',
			input: 'binary',
			binaryPropertyName: 'data',
			...parameters,
		}),
		items: files.map(fileItem),
		timezone: 'Europe/Berlin',
		...settings,
	});
}

const converted = async (...lines: string[]) => {
	const { outputs, error } = await convert([importFile(...lines)]);
	expect(error).toBeUndefined();
	return outputs[0]!.map(({ json }) => json);
};

describe('people', () => {
	it('get one item each, in the order of their first record', async () => {
		const people = await converted(
			employee({ id: 'E1', login: 'ann@example.com', first: 'Ann' }),
			employee({ id: 'E2', login: 'bob@example.com', first: 'Bob' }),
			'350,E1,Ms',
		);
		expect(people).toMatchObject([
			{ userName: 'ann@example.com', employeeNumber: 'E1', outcome: 'converted', lines: [2, 4] },
			{ userName: 'bob@example.com', employeeNumber: 'E2', outcome: 'converted', lines: [3] },
		]);
		expect(Object.keys(people[0]!).slice(0, 4)).toEqual([
			'userName',
			'employeeNumber',
			'outcome',
			'why',
		]);
	});

	it('are the same in another letter case, and others with leading zeros', async () => {
		const people = await converted(
			employee({ id: 'e1', login: 'ann@example.com' }),
			'350, E1 ,Ms',
			employee({ id: '0E1', login: 'bob@example.com' }),
		);
		expect(people.map(({ lines }) => lines)).toEqual([[2, 3], [4]]);
	});

	it('have records without a number that say their login', async () => {
		const people = await converted(
			employee({ id: 'E1', login: 'ann@example.com' }),
			'310,,Ann@example.com,Ann,,Lee',
			'310,,nobody@example.com,Bob,,Low',
		);
		expect(people.map(({ lines, outcome }) => [lines, outcome])).toEqual([
			[[2, 3], 'converted'],
			[[4], 'failed'],
		]);
	});

	it('have all their records under a new number, before and after record 320', async () => {
		const people = await converted(
			employee({ id: 'E1', login: 'ann@example.com' }),
			'320,E1,N1,',
			'320,N1,N2,',
			'350,N2,Ms',
			'350,E1,Dr',
		);
		expect(people.map(({ lines, outcome }) => [lines, outcome])).toEqual([
			[[2, 3, 4, 5, 6], 'converted'],
		]);
	});

	it('have their records under the new number even if these come first', async () => {
		const people = await converted(employee({ id: 'N1', login: 'ann@example.com' }), '320,E1,N1,');
		expect(people.map(({ lines }) => lines)).toEqual([[2, 3]]);
	});

	it('can take a number that somebody else has given up', async () => {
		const people = await converted('320,E1,N1,', '320,E2,E1,');
		expect(people).toMatchObject([
			{ employeeNumber: 'N1', outcome: 'converted' },
			{ employeeNumber: 'E1', outcome: 'converted' },
		]);
	});
});

describe('nobody is converted', () => {
	const failed = async (...lines: string[]) =>
		(await converted(...lines, employee({ id: 'OK', login: 'ok@example.com' }))).map(
			({ outcome, why, errors = [] }) => [outcome, why, (errors as unknown[]).length],
		);
	const ok = ['converted', '', 0];

	it('whose number goes in a circle', async () => {
		expect(await failed('320,E1,N1,', '320,N1,E1,')).toEqual([
			[
				'failed',
				'Line 3, record 320, column 3 (New Employee ID) is an ID that the same person had before (sent: "E1")',
				1,
			],
			ok,
		]);
	});

	it('who gets the number of somebody else', async () => {
		expect(
			await failed(
				employee({ id: 'E1', login: 'ann@example.com' }),
				employee({ id: 'E2', login: 'bob@example.com' }),
				'320,E1,E2,',
			),
		).toEqual([
			['failed', expect.stringMatching(/^Line 4, .* is the ID of somebody else in line 3 /), 1],
			['failed', expect.stringMatching(/^Line 4, .* is to become the ID of somebody else /), 1],
			ok,
		]);
	});

	it('who shares a number with somebody of another login and another name', async () => {
		expect(
			await failed(
				employee({ id: 'E1', login: 'ann@example.com', first: 'Ann' }),
				employee({ id: 'E1', login: 'bob@example.com', first: 'Bob' }),
			),
		).toEqual([
			[
				'failed',
				'Line 2, record 305, column 5 (Employee ID) is also that of somebody with another login and another name in line 3, and 1 more',
				2,
			],
			ok,
		]);
	});

	it('who shares a login with somebody of another number', async () => {
		expect(
			await failed(
				employee({ id: 'E1', login: 'ann@example.com' }),
				employee({ id: 'E2', login: 'Ann@Example.com' }),
			),
		).toEqual([
			[
				'failed',
				'Line 2, record 305, column 6 (Login ID) is also the login of employee ID E2 in line 3 (sent: "ann@example.com")',
				1,
			],
			[
				'failed',
				'Line 3, record 305, column 6 (Login ID) is also the login of employee ID E1 in line 2 (sent: "Ann@Example.com")',
				1,
			],
			ok,
		]);
	});

	it.each([
		[
			['999,E1,x'],
			'Line 2, record 999, column 1 (Record Type) is no record type that SAP Concur knows',
		],
		[['x305,E1'], 'Line 2, column 1 (Record Type) is no record type that SAP Concur knows'],
		[
			['350,,Ms'],
			'Line 2, record 350, column 2 (Employee ID) is missing, so nobody knows whose record this is',
		],
		[
			['350'],
			'Line 2, record 350, column 2 (Employee ID) is missing, so nobody knows whose record this is',
		],
		[['350,"E1"x,Ms'], 'Line 2, record 350, column 2 has text behind its closing quotation mark'],
		[['350,E1,"Ms'], 'Line 2, record 350, column 3 has a quotation mark that is never closed'],
		[
			[`350,E1${','.repeat(66)}x`],
			'Line 2, record 350, column 68 has a value, although this record has 67 columns',
		],
		[
			['350,E1,M\uFFFDs'],
			'Line 2, record 350, column 3 has characters that an earlier program could not read',
		],
	])('for %j', async (lines, why) => {
		expect(await failed(...lines)).toEqual([['failed', why, 1], ok]);
	});

	it('if the second half of a record stands in the next line', async () => {
		expect(await failed('350,E1,Ms', 'rest,x')).toEqual([
			['failed', 'Line 2, record 350 is too short, and line 3 looks like the rest of it', 1],
			['failed', 'Line 3, column 1 (Record Type) is no record type that SAP Concur knows', 1],
			ok,
		]);
	});

	it('with a fault in one of several records, and no value of the others leaves the node', async () => {
		const [ann] = await converted(
			employee({ id: 'E1', login: 'ann@example.com', first: 'Ann' }),
			'350,E1,Ms"',
		);
		expect(ann).toEqual({
			userName: 'ann@example.com',
			employeeNumber: 'E1',
			outcome: 'failed',
			why: 'Line 3, record 350, column 3 has a quotation mark, but does not begin with one',
			operation: 'convert',
			provisionId: null,
			sent: [],
			hint: 'Put the whole cell in quotation marks, and write a quotation mark inside of it twice.',
			errors: [
				{
					line: 3,
					recordType: '350',
					column: 3,
					message: 'Line 3, record 350, column 3 has a quotation mark, but does not begin with one',
					hint: 'Put the whole cell in quotation marks, and write a quotation mark inside of it twice.',
				},
			],
			lines: [2, 3],
			correlationId: '',
		});
	});
});

describe('a password', () => {
	const password = 'Welcome01';
	const ann = employee({ id: 'E1', login: 'ann@example.com', password });
	it.each([
		['one column too far', ann.replace(',Lee,', ',Lee, Jr,'), 6],
		['two columns too far', ann.replace(',Lee,', ',Lee, Jr, PhD,'), 6],
		['one column too early', ann.replace('Ann,,', 'Ann,'), 6],
		[
			'one column too early, and a quotation mark is wrong',
			`${ann.replace('Ann,,', 'Ann,')}x"`,
			136,
		],
		['behind the email', `310,E1,ann@example.com,Ann,,Lee,,ann@example.com,${password}`, 7],
		['among the names', `310,E1,ann@example.com,Ann,ann@example.com,${password}`, 5],
		['where the email belongs', `310,E1,ann@example.com,Ann,,Lee,${password},`, 7],
	])('is not shown if it stands %s', async (_, line, column) => {
		const [item, ...others] = await converted(line);
		expect(item).toMatchObject({ outcome: 'failed', errors: [{ line: 2, column }] });
		expect(JSON.stringify([item, others])).not.toContain(password);
	});

	it('or a card number is not shown as an employee ID', async () => {
		const people = await converted('600,4111111111111111,"x', '650,4111111111111111,x');
		expect(people.map(({ outcome }) => outcome)).toEqual(['failed']);
		expect(JSON.stringify(people)).not.toContain('4111111111111111');
	});

	it('that looks like a login is not shown as one', async () => {
		const [item] = await converted(
			employee({ id: 'E1', login: 'ann@example.com', password: 'P@ss.word' }).replace(
				'Ann,,',
				'Ann,',
			),
		);
		expect(item!.outcome).toBe('failed');
		expect(JSON.stringify(item)).not.toContain('P@ss.word');
	});
});

describe('an encoding', () => {
	const latin = (text: string) => Buffer.from(text, 'latin1');
	const file = importFile(
		employee({ id: 'E1', login: 'a@example.com', first: 'Jürgen' }),
		employee({ id: 'E2', login: 'b@example.com', first: 'Ann' }),
	);
	it.each([
		['UTF-8', Buffer.from(file)],
		['UTF-8 with a mark', Buffer.from(`\uFEFF${file}`)],
		['UTF-16', Buffer.from(file, 'utf16le')],
	])('%s needs no word', async (_, bytes) => {
		const { outputs } = await convert([bytes]);
		expect(outputs[0]![0]!.json).toMatchObject({ givenName: 'Jürgen', notices: [] });
	});

	it('Windows-1252 is told to those who have other letters than English', async () => {
		const { outputs } = await convert([latin(file)]);
		expect(outputs[0]!.map(({ json }) => [json.givenName, json.notices])).toEqual([
			['Jürgen', ['The file is not UTF-8: it was read as Windows-1252']],
			['Ann', []],
		]);
	});

	it('that is mixed is the fault of the lines that are not UTF-8', async () => {
		const mixed = Buffer.concat([
			latin(file),
			Buffer.from(`${employee({ id: 'E3', login: 'c@example.com', first: 'Zoë' })}\r\n`),
		]);
		const { outputs } = await convert([mixed]);
		expect(outputs[0]!.map(({ json }) => [json.outcome, json.why])).toEqual([
			['failed', 'Line 2, record 305, column 2 is not UTF-8, although other lines are'],
			['converted', ''],
			['converted', ''],
		]);
	});
});

describe('a file', () => {
	const good = importFile(employee({ id: 'E1', login: 'a@example.com' }));
	const bad = good.replace('UPDATE', 'MERGE');
	const says =
		'Line 1, record 100, column 4 (Existing Record Handling) must be UPDATE, REPLACE, WARN, or IGNORE (sent: "MERGE")';

	it('that cannot be read ends the node, with its line and what to do', async () => {
		const { error } = await convert([bad]);
		expect(error?.message).toContain(says);
		expect(error?.description).toMatch(/^Begin the file with record 100/);
	});

	it('that cannot be read is named among several', async () => {
		const { error } = await convert([good, bad, 'x']);
		expect(error?.message).toContain('2 of 3 rows cannot be converted.');
		expect(error?.description).toContain(`Row 2: ${says}`);
	});

	it('that can be read is converted besides, if the workflow goes on', async () => {
		const { outputs } = await convert([bad, good], { onError: 'continueRegularOutput' });
		expect(outputs[0]!.map(({ json, pairedItem }) => [json.employeeNumber, pairedItem])).toEqual([
			[undefined, { item: 0 }],
			['E1', { item: 1 }],
		]);
		// As the nodes behind pass it on.
		expect(outputs[0]![0]!.json).toMatchObject({
			...{ outcome: 'failed', why: says, operation: 'convert', provisionId: null },
			hint: 'Begin the file with record 100, separated by commas or pipes, such as 100,0,SSO,UPDATE,EN,N,N.',
		});
	});

	it('can be given as a text', async () => {
		const { outputs } = await convert([''], {}, { input: 'text', text: good });
		expect(outputs[0]!.map(({ json }) => json.employeeNumber)).toEqual(['E1']);
	});

	it('put together of two is converted if both say the same', async () => {
		const { outputs } = await convert([good + good.replace('E1', 'E2').replace('a@', 'b@')]);
		expect(outputs[0]!.map(({ json }) => json.employeeNumber)).toEqual(['E1', 'E2']);
		const { error } = await convert([good + good.replace('UPDATE', 'REPLACE')]);
		expect(error?.message).toContain('Line 3, record 100, column 4 (Existing Record Handling)');
	});

	it('tells how many people were converted, and what was not', async () => {
		const { hints } = await convert([
			importFile(
				employee({ id: 'E1', login: 'a@example.com', password: 'Welcome01' }),
				'350,E2,Ms',
				'999,x',
			),
		]);
		expect(hints.map(({ message, type }) => [message, type])).toEqual([
			['2 converted, 1 failed', 'warning'],
			[
				'Columns without a place in SAP Concur (how often): 100 Password Generation (1), 100 Language Code (1), 100 Validate Expense Group (1), 100 Validate Payment Group (1), 305 Password (1)',
				'info',
			],
		]);
		expect(JSON.stringify(hints)).not.toContain('Welcome01');
	});

	it('tells who is in several files', async () => {
		const { hints } = await convert([good, good, good.replace('E1', 'E2')]);
		expect(hints.at(-1)!.message).toContain('Employee IDs in several files: E1');
	});

	it('without a binary file is told', async () => {
		const { error } = await convert([good], {}, { binaryPropertyName: 'file' });
		expect(error?.message).toContain("The item has no binary field 'file'");
	});

	it('can have pipes', async () => {
		const { outputs } = await convert([good.replaceAll(',', '|').replace('Lee', '"Lee| Jr, MD"')]);
		expect(outputs[0]![0]!.json).toMatchObject({ employeeNumber: 'E1', familyName: 'Lee| Jr, MD' });
	});

	it('ends soon when somebody presses Stop', async () => {
		const many = Array.from({ length: 20_000 }, (_, index) => `350,E${index},Ms`);
		const { error, outputs } = await convert([importFile(...many)], { cancelAfter: 300 });
		expect(error?.message).toMatch(/cancel/);
		expect(outputs.flat()).toEqual([]);
	});
});

describe('a record without its last columns', () => {
	const short = importFile('350,E1,Ms,,');
	it('changes nothing by what is missing, and says so', async () => {
		const { outputs } = await convert([short]);
		expect(outputs[0]![0]!.json.notices).toEqual([
			'Line 2, record 350: ends at column 5 of 67; what is missing was read as blank',
		]);
	});

	it('is rejected where a blank cell clears', async () => {
		const { outputs } = await convert([short.replace('UPDATE', 'REPLACE')]);
		expect(outputs[0]![0]!.json).toMatchObject({
			outcome: 'failed',
			why: 'Line 2, record 350 ends at column 5 of 67, and with REPLACE what is missing would be cleared',
		});
	});
});
