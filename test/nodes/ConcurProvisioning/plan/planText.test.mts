// A plan as a text: whole or not at all, whatever a form, a table or a mail makes of it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesText } from '../../../../nodes/ConcurProvisioning/plan/changesText.ts';
import {
	readPlanText,
	toPlanText,
	type Plan,
} from '../../../../nodes/ConcurProvisioning/plan/planText.ts';
import { summaryOf } from '../../../../nodes/ConcurProvisioning/plan/summaryOf.ts';

const company = 'c0a80101-90ab-4cde-8f01-5b1e51a7c003';
const urn = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User';
const planOf = (text: string): Plan => ({
	company,
	name: text,
	result: { why: text, [urn]: { [text]: [urn, text, null, 1, true] } },
});

describe('The text of a plan', () => {
	it('gives back the plan, whatever is in it', () => {
		const anything = fc.string({ unit: 'binary', maxLength: 30 });
		const texts = fc.oneof(anything, fc.constantFrom('\u0001', urn, `\u0001${urn}`));
		fc.assert(
			fc.property(texts, (text) => {
				expect(readPlanText(toPlanText(planOf(text)))).toEqual(planOf(text));
			}),
			{ numRuns: 60 },
		);
	});

	it('survives broken lines, and has only characters that no table or form changes', () => {
		const text = toPlanText(planOf('Jürgen "Ü" \n Weiß'));
		expect(text).toMatch(/^plan1\.[0-9a-f]{16}\.[\w-]+$/);
		const broken = ` ${text.replace(/.{76}/g, '$&\r\n')}\n`;
		expect(readPlanText(broken)).toEqual(planOf('Jürgen "Ü" \n Weiß'));
	});

	it('is no plan once a character is missing, added, or another one', () => {
		const text = toPlanText(planOf('Jane'));
		const change = fc.record({
			at: fc.nat(text.length - 1),
			gone: fc.integer({ min: 0, max: 2 }),
			added: fc.constantFrom('', 'A', 'b', '.', '-', 'ü', text),
		});
		fc.assert(
			fc.property(change, ({ at, gone, added }) => {
				const changed = text.slice(0, at) + added + text.slice(at + gone);
				expect(readPlanText(changed)).toEqual(changed === text ? planOf('Jane') : undefined);
			}),
			{ numRuns: 200 },
		);
		for (const other of ['', 'plan1', 'plan1..', 'plan2.e3b0c44298fc1c14.']) {
			expect(readPlanText(other)).toBeUndefined();
		}
	});

	it('writes the long names of SAP once, so that a row of 40 fields fits in a cell of a spreadsheet', () => {
		const document = Object.fromEntries(
			Array.from({ length: 20 }, (_, n) => [`${urn}:custom${n}`, 'x'.repeat(48)]),
		);
		const plan = { company, result: { document, data: document, changes: document } };
		expect(toPlanText(plan).length).toBeLessThan(8000);
		expect(readPlanText(toPlanText(plan))).toEqual(plan);
	});
});

describe('The sentence about changes', () => {
	it.each([
		[[], ''],
		[[{ label: 'Active', from: true, to: false }], 'Active: yes becomes no'],
		[[{ label: 'Job title', from: 'Clerk', to: null }], 'Job title: "Clerk" is cleared'],
		[[{ label: 'Job title', from: null, to: null }], 'Job title is cleared'],
		[[{ label: 'Job title', from: null, to: 'Chief' }], 'Job title: "Chief" is set'],
		[
			['A', 'B', 'C', 'D', 'E'].map((label) => ({ label, from: '1', to: '2' })),
			'A: "1" becomes "2"; B: "1" becomes "2"; C: "1" becomes "2"; and 2 more',
		],
	])('%j', (changes, sentence) => {
		expect(changesText(changes)).toBe(sentence);
	});
});

it('a summary of nameless people names their rows, and what they lose comes first', () => {
	const update = (changes: object[], losses: Array<'roles' | 'products'>): Plan => ({
		company,
		submission: {
			...{ operation: 'update', sent: [], notices: [], losses },
			changes: changes as never,
		},
	});
	const title = { field: 'title', label: 'Job title', from: 'A', to: 'B' };
	const roles = { field: 'roles', label: 'Roles', from: ['X', 'Y'], to: ['X'] };
	const { text, people } = summaryOf([update([title], []), update([title, roles], ['roles'])]);
	expect(text).toBe(
		[
			'2 rows: 0 to create, 2 to update, 0 unchanged, 0 refused',
			'',
			'Lose access, roles, or products (1)',
			'- Row 2: Roles: "X, Y" becomes "X"; Job title: "A" becomes "B"',
			'',
			'Other updates (1)',
			'- Row 1: Job title: "A" becomes "B"',
		].join('\n'),
	);
	expect(people).toMatchObject({ create: [], refused: [] });
	const alone = summaryOf([update([title], [])]).text;
	expect(String(alone).split('\n')).toContain('Updates (1)');
});
