import isEmpty from 'lodash/isEmpty';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { LookUp } from '../../../shared/completion/lookUp';
import { asNodeError } from '../../../shared/run/nodeError';
import type { ItemResult } from '../../../shared/run/operation';
import { createdId, type Lack } from '../../../shared/run/turns/inTurn';
import { operationOf, saysItExists, toItem } from '../../../shared/status/statusItem';
import type { Rejection } from '../../../shared/status/statusMessages';
import type { TrackedItem } from '../../../shared/status/trackedItem';
import type { Need } from '../order/needs';

/** What SAP Concur says of a person whose request was looked up. */
export interface Standing {
	/** As SAP Concur Provisioning Status puts it out. */
	json: IDataObject;
	hasEnded: boolean;
	/** Why the status could not be read the last time. */
	unread?: string;
	/** Whether there is no use in looking again. */
	isLost?: true;
}

/** What is known of everybody who was sent. */
export interface Progress {
	/** The result of each item that was sent, or not sent. */
	done: ReadonlyMap<number, ItemResult>;
	standings: Map<number, Standing>;
	/** Those who were not done in time. */
	late: Set<number>;
	/** How long the others wait for those whom they need. */
	longestMs: number;
}

/** What a look-up says of one person. Never throws. */
export function standingOf(
	this: IExecuteFunctions,
	item: TrackedItem,
	{ document, error, outage }: LookUp = {},
): Standing {
	const unread = (error ?? outage)?.message;
	const open: Standing = { json: {}, hasEnded: false, ...(unread ? { unread } : {}) };
	if (error) return { ...open, isLost: true };
	if (!document) return open;
	try {
		const operation = operationOf(document, item);
		if (!operation) {
			const reason = 'SAP Concur does not list it in the status of the request';
			return { ...open, unread: reason, isLost: true };
		}
		const json = toItem(document, operation, item);
		const { outcome, errors } = json;
		const isOpen = outcome === 'pending' || (outcome === 'unknown' && isEmpty(errors));
		return { ...open, json, hasEnded: !isOpen };
	} catch (caught) {
		return { ...open, unread: asNodeError.call(this, caught).message, isLost: true };
	}
}

/** The UUID of a person, as far as it is known. */
export function userIdOf(item: number, { done, standings }: Progress): string | undefined {
	return createdId(standings.get(item)?.json ?? {}) ?? createdId(done.get(item)?.json ?? {});
}

/** Whether waiting can bring the person whom somebody needs. */
export function isAwaited({ on, role }: Pick<Need, 'on'> & { role: string }, progress: Progress) {
	const { json, error } = progress.done.get(on) ?? {};
	if (!json || error || json.outcome !== 'submitted' || !json.provisionId) return false;
	// A manager is named by UUID, which is there before all other data is.
	if (role === 'manager' && userIdOf(on, progress) !== undefined) return false;
	const standing = progress.standings.get(on);
	return !standing?.hasEnded && !standing?.isLost;
}

/** Why the person whom somebody needs is not there; undefined if they are. */
export function lackOf({ on, role }: Need, progress: Progress): Lack | undefined {
	const { json, error } = progress.done.get(on) ?? {};
	if (json?.outcome === 'unknown') return 'unknown';
	if (!json || error || json.outcome === 'failed') return 'notCreated';
	const standing = progress.standings.get(on);
	const isThere = userIdOf(on, progress) !== undefined;
	if (role === 'manager' && isThere) return undefined;
	if (!standing?.hasEnded) return unended(standing, progress, json);
	const { outcome, extensions } = standing.json;
	// Without the roles that it takes, SAP Concur rejects this approver alone and not the user who names them.
	if (role !== 'manager' && (isThere || outcome !== 'failed')) return undefined;
	const isCreated = (extensions as IDataObject | undefined)?.core === 'applied';
	if (outcome !== 'failed' || isCreated) return 'noUuid';
	const existed = saysItExists('create', (standing.json.errors ?? []) as unknown as Rejection[]);
	return existed ? 'existed' : 'notCreated';
}

function unended(standing: Standing | undefined, { longestMs }: Progress, json: IDataObject): Lack {
	if (standing?.unread) return { unread: standing.unread };
	return json.provisionId ? { withinMinutes: longestMs / 60_000 } : 'noUuid';
}

/** Whether a person has ended otherwise than well: somebody who names them may be rejected for that. */
export function isDoubtful({ on, role }: Need, { standings }: Progress): boolean {
	const { hasEnded, json } = standings.get(on) ?? {};
	return role !== 'manager' && hasEnded === true && json?.outcome !== 'succeeded';
}
