// What a user reads of SAP Concur's messages, by real nodes, and that nothing of its notation comes through.
import fc from 'fast-check';
import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { messagesOf } from '../../../../../nodes/shared/concur/failure.ts';
import { explain } from '../../../../../nodes/shared/concur/messages/explain.ts';
import {
	entries,
	entryFor,
	type Parts,
} from '../../../../../nodes/shared/concur/messages/sentence.ts';
import { catalog } from '../../../../../nodes/shared/schema/attributes.ts';
import { toNotice, toRejection } from '../../../../../nodes/shared/status/statusMessages.ts';
import { located, mapped } from '../../../../support/concur.mts';
import { goOn, jsonOf, virtualWorld } from '../../../../support/virtualWorld.mts';
import { notationIn } from './notation.mts';
import { rejections, situations } from './requestFailures.mts';
import { sentValues, statusCases, urns } from './statusMessages.mts';

const world = virtualWorld();
const provisionId = '11111111-2222-4333-8444-555555555555';
const userId = '0e5b7b1e-1b4a-4f6e-9d0a-3f1b1f0a1b2c';
const text = (value: unknown) => String(value);
const asBody = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));

const found = new Set<unknown>();
const note = (errors: unknown) => {
	for (const parts of errors as Parts[])
		found.add(entryFor({ ...parts, extension: parts.extension ?? '', field: parts.field ?? '' }));
};

describe('a message in a status', () => {
	it("is a sentence with label, value, and cure, and SAP Concur's own text stays in details", async () => {
		expect(statusCases.length).toBeGreaterThanOrEqual(60);
		const operations = statusCases.map(({ urn, message }, index) => ({
			id: String(index + 1),
			bulkId: `item-${index}`,
			status: { completed: true, success: false, code: '500' },
			extensions: [
				{
					name: urn,
					status: { completed: true, success: false, code: '500', result: 'error' },
					messages: [message],
				},
			],
		}));
		const status = { id: provisionId, status: { completed: true, success: false }, operations };
		await world.through(({ path }, answer) =>
			path.includes('/provisions/') ? { status: 200, body: JSON.stringify(status) } : answer,
		);
		const items = statusCases.map((_, index) => ({
			json: { provisionId, bulkId: `item-${index}`, operation: 'update', userId },
			sentValues,
		}));
		const { error, outputs } = await world.run(new ConcurProvisioningStatus(), 'get', {}, items);
		expect(error).toBeUndefined();
		const read = outputs.flat().map(({ json }) => json);
		expect(read.map(({ why }) => why)).toEqual(statusCases.map(({ reads }) => reads));
		for (const [index, { errors, hint }] of read.entries()) {
			const [one] = errors as IDataObject[];
			const { code, message: details } = statusCases[index]!.message;
			expect(one).toMatchObject({ code, message: statusCases[index]!.reads, details });
			expect(notationIn(`${String(one!.message)} ${String(one!.hint)} ${String(hint)}`)).toEqual(
				[],
			);
			note(errors);
		}
	});
});

describe('a rejected request', () => {
	it("is a sentence with the value that was sent, and SAP Concur's own text stays in details", async () => {
		await world.through(({ method, path, body }, answer) => {
			if (path.endsWith('/.search')) return { status: 200, body: '{"Resources":[]}' };
			const index = /"ann(\d+)@/.exec(body)?.[1];
			if (method !== 'POST' || index === undefined) return answer;
			const [status, rejection] = rejections[Number(index)]!;
			return { status, body: asBody(rejection) };
		});
		const fields = mapped({
			userName: '=ann{{ $itemIndex }}@example.com',
			workEmail: '=ann{{ $itemIndex }}@example.com',
			employeeNumber: '=2{{ $itemIndex }}',
			givenName: 'Ann',
			familyName: 'Doe',
			costCenter: '4711',
		});
		const rows = rejections.map(() => ({}));
		const items = jsonOf(await world.run(new ConcurIdentity(), 'create', { fields }, rows, goOn));
		const whys = items.map(({ why }) =>
			String(why)
				.replace(/ann\d+@/, 'ann@')
				.replace(/"2\d+"/, '"20001"'),
		);
		expect(whys).toEqual(rejections.map(([, , reads]) => reads));
		for (const { why, hint, errors = [] } of items) {
			const all = (errors as IDataObject[]).map((one) => `${text(one.message)} ${text(one.hint)}`);
			expect([why, hint, ...all].map(text).flatMap(notationIn)).toEqual([]);
			for (const one of errors as IDataObject[]) expect(one).toHaveProperty('details');
			note(errors);
		}
	});

	it.each(situations)('that concerns more than one user is a sentence: %i %j', async (...args) => {
		const [status, body, reads, told] = args;
		await world.through(({ method, path }, answer) =>
			method === 'GET' && path.includes('/Users/') ? { status, body: asBody(body) } : answer,
		);
		const { error } = await world.run(new ConcurIdentity(), 'get', { user: located('id', userId) });
		const { message, description, context } = error as NodeApiError;
		expect(message).toBe(`${reads} [item 0]`);
		expect(notationIn(`${reads} ${description ?? ''}`)).toEqual([]);
		expect(description).toContain(
			`Correlation ID for SAP Concur support: ${text(context.correlationId)}`,
		);
		if (told) expect(description).toContain(` SAP Concur says: ${told}. (`);
		note(context.errors);
	});
});

describe('what to do', () => {
	it.each([
		[{ message: "Invalid 'reimbursementcurrency' Value" }, "Correct the data of this user. SAP Concur says: Invalid 'reimbursementcurrency' Value."],
		[{ message: 'Invalid value', schemaPath: '/customData/3' }, 'Correct the data of this user. SAP Concur says: Invalid value.'],
		[{ message: "Missing required attribute 'x'" }, "Correct the data of this user. SAP Concur says: Missing required attribute 'x'."],
		[{ message: "Invalid 'title' Value", schemaPath: 'title' }, 'Correct the value of this field.'],
	])('names no field where SAP Concur names none that is known: %j', (message, hint) => {
		expect(explain(message, { urn: urns.user }).hint).toBe(hint);
	}); // prettier-ignore

	it('names the scope that SAP Concur names', async () => {
		const message =
			'Access denied: the token lacks the scope identity.user.coreenterprise.writeonly';
		await world.through(({ method }, answer) =>
			method === 'PATCH' ? { status: 403, body: JSON.stringify({ message }) } : answer,
		);
		const fields = mapped({ title: 'Clerk' });
		const user = located('userName', 'grace.palmer@example.com');
		const { error } = await world.run(new ConcurProvisioning(), 'update', { user, fields });
		expect(error?.description).toContain(
			'The app in the credential needs identity.user.coreenterprise.writeonly. ',
		);
	});

	it('never shows what signs in', () => {
		const texts = ['a?refresh_token=s3cret&x', '{"password": "s3cret"}', 'Bearer s3cret', 'client_secret=s3cret.'];
		for (const message of texts) {
			const [told] = messagesOf({ message });
			expect(JSON.stringify([told, explain(told!)])).not.toContain('s3cret');
		}
	}); // prettier-ignore
});

describe('the catalog', () => {
	const texts: Array<[text: string, code?: string]> = [
		['Access denied: the token lacks the scope x'],
		['Provision request 5 not found'],
		["Provision request '5' not found"],
		['User not found in Travel', 'NOT_FOUND'],
		["Subscription 'a' belongs to another application"],
		['Application has 5 subscriptions already'],
		["Subscription 'a' not found"],
		["Topic 'a' does not exist"],
		["Endpoint 'https://n8n.example.com' could not be verified"],
		["Filter '(' is not a valid regular expression"],
	];

	it('has a sentence for each message of event subscriptions, and no entry that nothing reaches', () => {
		for (const [message, code] of texts) note([explain({ message, code })]);
		for (const { urn, message } of statusCases) note([toRejection(urn, message, sentValues)]);
		for (const [, body] of [...rejections, ...situations])
			note(messagesOf(body).map((one) => explain(one)));
		expect(entries.filter((entry) => !found.has(entry))).toEqual([]);
	});

	it('has cures of whole sentences, and sentences without a point', () => {
		for (const { says, cure } of entries) {
			expect(says).not.toMatch(/\.$/);
			expect(cure).toMatch(/^[A-Z].*\.$/);
			expect(`${says} ${cure}`).not.toMatch(/error|problem|failure|mistake|n't/i);
		}
	});
});

describe('whatever SAP Concur says', () => {
	const paths = Object.entries(catalog).flatMap(([urn, rules]) =>
		Object.keys(rules).flatMap((path) => [
			`${urn}:${path}`,
			path.includes('.') ? path : `${urn}:${path}[0]`,
		]),
	);
	const piece = fc.oneof(
		fc.constantFrom(...paths, ...Object.values(urns)),
		fc.constantFrom('urn:x:y[0].z', 'emails[0].value', 'report[12].approver', 'name.familyName', '(503)', 'status 404', 'HTTP/1.1 500'),
		fc.constantFrom('Invalid', 'Missing required attribute', 'already exists', 'Size', 'Value', 'is required', '.', ',', "'", '"', '[', ']', '{', '}', '<b>'),
		fc.json({ maxDepth: 2 }),
		fc.string({ maxLength: 12 }),
	); // prettier-ignore
	const said = fc
		.array(fc.tuple(piece, fc.constantFrom('', ' ', "'")), { maxLength: 8 })
		.map((pieces) => pieces.flat().join(''));

	it('sentence, remark, and cure have nothing of its notation', () => {
		const part = fc.constantFrom('', ...Object.values(urns), 'urn:unknown:part');
		const path = fc.option(said, { nil: undefined });
		fc.assert(
			fc.property(part, said, path, said, (urn, message, schemaPath, code) => {
				const reported = { message, schemaPath, code };
				const { message: sentence, hint, details } = toRejection(urn, reported);
				const { message: remark } = toNotice(urn, reported);
				expect([sentence, hint, remark].flatMap(notationIn)).toEqual([]);
				expect(sentence).toMatch(/SAP Concur|this (user|part|event)|the (app|value|user|request)/i);
				expect(details).toBe(message);
			}),
			{ numRuns: 300 },
		);
	});
});
