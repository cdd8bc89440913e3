// Failures of the network and of the gateway in front of SAP Concur, switched on through POST /_simulator/faults: one by
// one in a list, or by chance.
import type { MiddlewareHandler } from 'hono';
import { z } from 'zod';
import type { SimulatorEnv } from '../http/correlation.mts';
import { matches, requestMatch } from './match.mts';
import { misbehave, misbehavior, type MisbehaviorContext } from './misbehavior.mts';
import { createRandomFaults, type RandomFaults } from './randomFaults.mts';

const faultList = z.array(
	misbehavior.extend({
		match: requestMatch,
		/** How many matching requests it hits. */
		times: z.number().int().positive().default(1),
	}),
);

/** One misbehavior that is switched on. */
type Fault = z.output<typeof faultList>[number];

/** A fault as a client writes it; it hits once unless `times` says more. */
export type FaultRequest = z.input<typeof faultList>[number];

/** What goes wrong at the moment. */
export interface Faults {
	/** The first that matches a request hits it. */
	listed: Fault[];
	/** Asked when no listed one matches. */
	random?: RandomFaults;
}

/**
 * Switches faults on, beside those that are on; an empty list switches all of them off. Faults by chance replace those
 * before them.
 *
 * @returns what is on now: the list, or the faults by chance.
 * @throws z.ZodError for anything but a list of faults, or a description of faults by chance.
 */
export function changeFaults(faults: Faults, body: unknown) {
	if (!Array.isArray(body)) {
		faults.random = createRandomFaults(body);
		return faults.random.settings;
	}
	const added = faultList.parse(body);
	if (added.length > 0) faults.listed.push(...added);
	else {
		faults.listed.length = 0;
		faults.random = undefined;
	}
	return faults.listed;
}

/** Plays the fault that hits a request, if one does, and counts a listed one down. */
export function playFaults(
	simulator: MisbehaviorContext & { faults: Faults },
): MiddlewareHandler<SimulatorEnv> {
	return async (c, next) => {
		const { method, path } = c.req;
		const { listed, random } = simulator.faults;
		const fault = listed.find(({ match }) => matches(match, method, path));
		if (fault) countDown(listed, fault);
		const wanted = fault ?? random?.draw(method, path);
		return wanted ? await misbehave(simulator, c, next, wanted) : await next();
	};
}

function countDown(listed: Fault[], fault: Fault): void {
	fault.times -= 1;
	if (fault.times === 0) listed.splice(listed.indexOf(fault), 1);
}
