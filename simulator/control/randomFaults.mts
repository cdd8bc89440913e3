// Faults by chance: a rate for each kind, and a seed that makes the same chance again.
import { z } from 'zod';
import { randomFrom } from '../company/madeUp.mts';
import { matches, requestMatch } from './match.mts';
import type { Misbehavior } from './misbehavior.mts';

const share = z.number().min(0).max(1).default(0);

const rates = z
	.object({
		/** 429; Retry-After is absent, 0 or 2. */
		tooManyRequests: share,
		/** 500, 502 or 504, in one half of the cases after the request was carried out; or 503 before. JSON or HTML. */
		serverError: share,
		/** The connection ends after the request was carried out. */
		dropAfterCommit: share,
		/** The connection ends before anything was done. */
		drop: share,
		/** A page of HTML with status 200, in one half of the cases after the request was carried out. */
		html: share,
		/** The answer comes delayMs later. */
		delay: share,
		/** The access token of the request is not valid any longer. */
		expireTokens: share,
	})
	.strict()
	.refine(
		(all) => Object.values(all).reduce((sum, one) => sum + one, 0) <= 1,
		'the rates must not add up to more than 1',
	);

const randomFaults = z
	.object({
		seed: z.number().int(),
		/** Which requests they hit; all when absent. */
		match: requestMatch.optional(),
		rates,
		/** Milliseconds of real time. */
		delayMs: z.number().int().nonnegative().default(40),
	})
	.strict();

/** Faults by chance, as a client writes them; a rate that is left out is 0. */
export type RandomFaultsRequest = z.input<typeof randomFaults>;
type RandomFaultsSettings = z.output<typeof randomFaults>;

export interface RandomFaults {
	/** As it was asked for, with all rates. */
	settings: RandomFaultsSettings;
	/** Returns what goes wrong with the next request; undefined for most of them. */
	draw(method: string, path: string): Misbehavior | undefined;
}

/**
 * Reads a description of faults by chance.
 *
 * Each request that matches takes three numbers of the sequence, whatever comes out, so that the seed and the number of the
 * request alone decide.
 *
 * @throws z.ZodError for anything but such a description.
 */
export function createRandomFaults(body: unknown): RandomFaults {
	const settings = randomFaults.parse(body);
	const random = randomFrom(settings.seed);
	return {
		settings,
		draw: (method, path) => {
			if (settings.match !== undefined && !matches(settings.match, method, path)) return undefined;
			const [dice, first, second] = [random(), random(), random()];
			const kind = drawnKind(settings.rates, dice);
			return kind && outcome(settings, kind, first, second);
		},
	};
}

type Kind = keyof RandomFaultsSettings['rates'];

function drawnKind(all: RandomFaultsSettings['rates'], dice: number): Kind | undefined {
	let limit = 0;
	for (const [kind, rate] of Object.entries(all) as Array<[Kind, number]>)
		if (dice < (limit += rate)) return kind;
	return undefined;
}

/** Which form of its kind it has is decided by two numbers from 0 up to 1. */
function outcome(
	{ delayMs }: RandomFaultsSettings,
	kind: Kind,
	first: number,
	second: number,
): Misbehavior {
	const afterCommit = second < 0.5;
	switch (kind) {
		case 'tooManyRequests':
			return { kind: 'status', status: 429, headers: picked(retryAfter, first) };
		case 'serverError': {
			const status = picked(serverErrors, first);
			const form = (second * 4) % 2 < 1 ? 'html' : 'status';
			return { kind: form, status, afterCommit: afterCommit && status !== maintenance };
		}
		case 'html':
			return { kind: 'html', status: 200, afterCommit };
		case 'delay':
			return { kind: 'delay', delayMs };
		case 'expireTokens':
			return { kind: 'expireToken' };
		default:
			return { kind };
	}
}

const retryAfter: Array<Record<string, string>> = [
	{},
	{ 'retry-after': '0' },
	{ 'retry-after': '2' },
];
/** SAP: http-status-codes: 503 is maintenance, during which nothing is carried out. */
const maintenance = 503;
const serverErrors = [500, 502, maintenance, 504];

function picked<T>(list: readonly T[], chance: number): T {
	return list[Math.floor(chance * list.length)]!;
}
