import difference from 'lodash/difference';
import lowerFirst from 'lodash/lowerFirst';
import pickBy from 'lodash/pickBy';
import sortBy from 'lodash/sortBy';
import type { IDataObject } from 'n8n-workflow';
import { partLabel } from '../concur/messages/place';
import { extensions } from '../schema/attributes';
import type { Verdict } from './readOperation';
import { cureOf } from './reasons';
import { isIdentity, type Rejection } from './statusMessages';

/** How to complete a user once what is wrong has been corrected. SAP Concur Provisioning (Send Repair) takes it. */
export interface Repair {
	/** The same as a sentence without a point. */
	what: string;
	/** Short names of the extensions to send. */
	resend: string[];
	/** Short names of those that SAP Concur has applied. */
	applied: string[];
	/**
	 * 'update' for the user of `userId`, 'create' for somebody who is not there, 'upsert' for somebody who was there before the
	 * request, 'replace' for what has to be sent as a whole.
	 */
	operation: string;
	userId?: string;
	/** What the user is to have: of the extensions in `resend` where the user is known, otherwise all; undefined when not known. */
	document?: IDataObject;
}

/** What is known of a request that has failed, or a part of it. */
interface Request {
	resend: string[];
	applied?: string[];
	/** The operation that sent it. */
	submitted?: string;
	userId?: string;
	/** What the user is to have, as it was said. */
	document?: IDataObject;
	/** Whether the user was there before a request that was to create them. */
	existed?: boolean;
}

/**
 * What to send again: the whole user if the identity is missing, otherwise the parts that SAP Concur has not written. Pure.
 * SAP: v4.user-provisioning, Extension Failure Retry Strategy.
 */
export function repairOf(request: Request): Repair {
	const { applied = [], submitted, userId, existed = false } = request;
	const resend = sortBy(request.resend, (name) => order.indexOf(name));
	const operation = existed ? 'upsert' : operationFor(request);
	// A replace also removes what it does not say, which nothing but a replace does.
	const whole = submitted === 'replace' ? undefined : request.document;
	const isPart = operation === 'update';
	const isComplete = whole !== undefined && partsMissing(whole, resend).length === 0;
	const document = isComplete ? (isPart ? partOf(whole, resend) : whole) : undefined;
	const node = `SAP Concur Provisioning (${document ? 'Send Repair' : nameOf[operation]})`;
	const labels = resend.map(partLabel).filter(Boolean).join(', ');
	const what = isPart
		? `Send these parts again with ${node}: ${labels || 'what SAP Concur has not written'}`
		: `Send the user again with ${node}`;
	return {
		what,
		resend,
		applied,
		operation,
		...(userId === undefined ? {} : { userId }),
		...(document ? { document } : {}),
	};
}

/** In which SAP Concur writes them, and people expect them. */
const order = Object.values(extensions).map(({ shortName }) => shortName);

const nameOf: Record<string, string> = {
	create: 'Create',
	update: 'Update',
	upsert: 'Create or Update',
	replace: 'Replace',
};

/** What HR's operations send are updates. */
function operationFor({ submitted, resend, userId }: Request): string {
	if (userId === undefined) return 'create';
	const identityFailed = resend.includes('core') || resend.includes('enterprise');
	return submitted === 'replace' && identityFailed ? 'replace' : 'update';
}

/** The short name of the extension that a key of a user document belongs to; none for the list of schemas. */
const nameIn = (key: string) =>
	key === 'schemas' ? '' : key.startsWith('urn:') ? (extensions[key]?.shortName ?? key) : 'core';

/** The part of a user document that these extensions hold. */
const partOf = (document: IDataObject, names: string[]): IDataObject =>
	pickBy(document, (_, key) => names.includes(nameIn(key)));

/** Those of the extensions that a user document says nothing of. */
export function partsMissing(document: IDataObject, names: string[]): string[] {
	return difference(names, Object.keys(document).map(nameIn));
}

/** Short names of the extensions that SAP Concur has not written, or may not have written. @param sent undefined when not known */
export function toResend(states: Verdict['extensions'], sent: string[] = []): string[] {
	return Object.keys(states).filter((name) => {
		const state = states[name];
		if (state === 'unclear') return sent.includes(name) && !isWritten(name, states);
		return state === 'failed' || state === 'blocked';
	});
}

/** Short names of the extensions that SAP Concur has applied. */
export const appliedIn = (states: Verdict['extensions']): string[] =>
	Object.keys(states).filter((name) => isWritten(name, states));

/** SAP's own extension is never listed; the identity is written as one. */
const isWritten = (name: string, states: Verdict['extensions']) =>
	states[name] === 'applied' ||
	(states[name] === 'unclear' && isIdentity(name) && states.core === 'applied');

/** What to correct, and how to send it again. Empty without any error. */
export function hintOf(errors: Rejection[], repair?: Repair): string {
	const cure = cureOf(errors);
	if (cure === '' || !repair) return cure;
	return `${cure} Then ${lowerFirst(repair.what)}.`;
}
