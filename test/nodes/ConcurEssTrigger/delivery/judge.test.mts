import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
	judge,
	type Delivery,
	type Rules,
} from '../../../../nodes/ConcurEssTrigger/delivery/judge.ts';
import { publishedKeys } from '../../../../nodes/ConcurEssTrigger/signature/publishedKeys.ts';
import { trustedKey } from '../../../../nodes/ConcurEssTrigger/signature/trustedKey.ts';
import { body, publicKey, secondPublicKey, signatures, signedBodies } from '../signedDelivery.mts';

const ownKey = (pem: string) => trustedKey(createPublicKey(pem), 'credential');
const ownKeys = [publicKey, secondPublicKey].map(ownKey);
const keys = [...publishedKeys, ...ownKeys];
const now = new Date('2026-11-16T18:08:52Z');
const genuine: Delivery = { body: Buffer.from(body), signature: signatures.pss32 };
const modes = ['enforce', 'warn', 'off'] as const;

const rules = (verification: Rules['verification'], at = now): Rules => ({
	verification,
	keys,
	now: at,
});

/** 401, 403 or how the signature of an accepted one was judged. */
function outcomeOf(delivery: Delivery, applied: Rules): unknown {
	const judgement = judge(delivery, applied);
	return judgement.verdict === 'accept' ? judgement.signature : judgement.status;
}

/** What a stranger sends who has no key: signatures do not matter in the modes that let it in. */
const forged = (text: string): Delivery => ({ body: Buffer.from(text), signature: 'forged' });

it('gives the event of an accepted delivery', () => {
	expect(judge({ ...genuine, correlationId: 'header' }, rules('enforce'))).toMatchObject({
		verdict: 'accept',
		signature: 'valid',
		signedBy: { source: 'credential', fingerprint: ownKeys[0].fingerprint },
		event: {
			id: 'created-fc48f42d-724e-46e5-a35a-552d7b70996a-12345',
			name: 'identityCreated',
			correlationId: '1a93bd06-90ec-4b15-bbe4-8ba135d7864d',
		},
	});
});

describe('the signature', () => {
	const { pss32, pss222, pkcs1, wrongKeyPss, sha1, sha512Pss } = signatures;
	const cases: Array<[string, Delivery, [unknown, unknown, unknown]]> = [
		['PSS', genuine, ['valid', 'valid', 'notChecked']],
		[
			'PSS with the longest salt',
			{ ...genuine, signature: pss222 },
			['valid', 'valid', 'notChecked'],
		],
		['PKCS#1 v1.5', { ...genuine, signature: pkcs1 }, ['valid', 'valid', 'notChecked']],
		['none', { body: genuine.body }, [401, 'missing', 'notChecked']],
		['an empty one', { ...genuine, signature: '' }, [401, 'missing', 'notChecked']],
		['of a wrong key', { ...genuine, signature: wrongKeyPss }, [403, 'invalid', 'notChecked']],
		['of a wrong algorithm', { ...genuine, signature: sha1 }, [403, 'invalid', 'notChecked']],
		['of another one', { ...genuine, signature: sha512Pss }, [403, 'invalid', 'notChecked']],
		['in a wrong encoding', { ...genuine, signature: ` ${pss32}` }, [403, 'invalid', 'notChecked']],
		['cut off', { ...genuine, signature: pss32.slice(4) }, [403, 'invalid', 'notChecked']],
		[
			'over another body',
			{ ...genuine, body: Buffer.from(body.replace('Created', 'Deleted')) },
			[403, 'invalid', 'notChecked'],
		],
	];

	it.each(cases)('is judged by each mode: %s', (_, delivery, outcomes) => {
		expect(modes.map((mode) => outcomeOf(delivery, rules(mode)))).toEqual(outcomes);
	});

	it('is said to fit no trusted key when it fits none', () => {
		expect(judge({ ...genuine, signature: wrongKeyPss }, rules('enforce'))).toEqual({
			verdict: 'refuse',
			status: 403,
			reason: 'The signature of the delivery fits no trusted key.',
			signature: 'invalid',
		});
	});

	it('is refused when no key is trusted at all', () => {
		expect(outcomeOf(genuine, { ...rules('enforce'), keys: [] })).toBe(403);
	});
});

describe('the body', () => {
	const padded = (length: number) => `{"id":"1","eventType":"DELETE"}`.padEnd(length, ' ');
	it.each([
		['the largest that is read', padded(256_000), 'notChecked'],
		['one byte more', padded(256_001), 403],
		['many letters of two bytes', `{"id":"${'ü'.repeat(130_000)}"}`, 403],
		['a huge one', padded(20_000_000), 403],
		['an empty one', '', 403],
		['no JSON', 'hello', 403],
		['no object', '[]', 403],
		['no event', '{"hello":"world"}', 403],
		['a cut one', body.slice(0, -5), 403],
	])('is judged without a signature too: %s', (_, text, outcome) => {
		expect(outcomeOf(forged(text), rules('off'))).toBe(outcome);
	});

	it('is never parsed or verified when it is too large', () => {
		const judgement = judge(forged(padded(300_000)), rules('enforce'));
		expect(judgement).toHaveProperty('reason', expect.stringMatching(/too large.*300000 bytes/));
	});

	it('is not repeated in a reason', () => {
		for (const mode of modes) {
			const judgement = judge(forged('a SECRET that is no event'), rules(mode));
			expect(JSON.stringify(judgement)).not.toMatch(/SECRET|forged/);
			expect(judgement).toHaveProperty('reason', expect.stringMatching(/\.$/));
		}
	});
});

describe('the age of an event from 2026-11-16T18:08:51.309Z', () => {
	it.each([
		['2026-11-16T18:08:52Z', 'valid'],
		['2026-11-19T18:08:51Z', 'valid'],
		['2026-11-19T19:08:51.309Z', 'valid'],
		['2026-11-19T19:08:51.310Z', 403],
		['2027-11-16T18:08:52Z', 403],
		// The clock of n8n is late.
		['2026-11-16T12:00:00Z', 'valid'],
	])('at %s: enforce gives %s', (at, outcome) => {
		expect(outcomeOf(genuine, rules('enforce', new Date(at)))).toBe(outcome);
	});

	it('only matters when signatures do', () => {
		const later = new Date('2027-11-16T18:08:52Z');
		expect(outcomeOf(genuine, rules('warn', later))).toBe('valid');
		expect(outcomeOf(genuine, rules('off', later))).toBe('notChecked');
	});
});

describe('what SAP signed itself', () => {
	type Name = keyof typeof signedBodies;
	const outcomeAt = (name: Name, at: string) => {
		const { body: text, signature } = signedBodies[name];
		return outcomeOf({ body: Buffer.from(text), signature }, rules('enforce', new Date(at)));
	};

	// open-questions 38
	it.each<[Name, string, unknown]>([
		['noZone', '2026-11-19T19:00:00Z', 'valid'],
		['noZone', '2026-11-19T19:00:01Z', 403],
		['offset', '2026-11-19T19:00:00Z', 'valid'],
		['offset', '2026-11-19T19:00:01Z', 403],
		// A date alone counts from the end of its day.
		['dateOnly', '2026-11-20T00:59:59Z', 'valid'],
		['dateOnly', '2026-11-20T01:00:01Z', 403],
		['month13', '2026-11-16T18:00:00Z', 'valid'],
		['timeless', '2026-11-16T18:00:00Z', 'valid'],
	])('is judged by its time, %s, at %s: %s', (name, at, outcome) => {
		expect(outcomeAt(name, at)).toBe(outcome);
	});

	it.each<Name>(['noEvent', 'notJson', 'cut'])('is refused all the same when it is %s', (name) => {
		expect(outcomeAt(name, '2026-11-16T18:00:00Z')).toBe(403);
	});
});

describe('while SAP changes its key (open-questions 18, 71)', () => {
	const [old, next] = ownKeys;
	const byNext = {
		body: Buffer.from(signedBodies.timeless.body),
		signature: signedBodies.timeless.signature,
	};

	it.each([
		['only the old key is trusted', [old], ['valid', 403]],
		['both are', [old, next], ['valid', 'valid']],
		['only the new one is', [next], [403, 'valid']],
		["only SAP's published ones are", publishedKeys, [403, 403]],
	])('takes deliveries by the old and the new key as far as %s', (_, trusted, outcomes) => {
		const applied = { ...rules('enforce'), keys: trusted };
		expect([genuine, byNext].map((delivery) => outcomeOf(delivery, applied))).toEqual(outcomes);
	});
});
