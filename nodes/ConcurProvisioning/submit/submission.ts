// What goes to Concur's provisioning service, before it goes: pure.
import get from 'lodash/get';
import groupBy from 'lodash/groupBy';
import isString from 'lodash/isString';
import pickBy from 'lodash/pickBy';
import type { IDataObject } from 'n8n-workflow';
import { urn } from '../../shared/schema/attributes';
import type { UserDocument } from '../../shared/person/userDocument';

export type Verb = 'create' | 'update' | 'replace' | 'delete';

/** One person's request, made from one input item. */
export interface Submission {
	itemIndex: number;
	operation: Verb;
	method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	/** Below /profile/v4, e.g. '/Users/<uuid>'. */
	path: string;
	/** A user document, or a PatchOp message for PATCH. */
	data?: IDataObject;
	userId?: string;
	userName?: string;
	employeeNumber?: string;
	/** Short names of the extensions that `data` holds. */
	sent: string[];
}

/** The names of a person that a user document holds, for the output item and to tell people apart. */
export function personIn(document: UserDocument): { userName?: string; employeeNumber?: string } {
	return pickBy(
		{
			userName: document.userName,
			employeeNumber: get(document, [urn.enterprise, 'employeeNumber']),
		},
		isString,
	);
}

/** SAP: v4.user-provisioning, Bulk: 100 operations and 400 KB in one request; KB read as 1000 to be on the safe side. */
export const maxOperations = 100;
export const maxBytes = 400_000;

const envelopeBytes = 200;

/** Links an operation of a bulk to its input item, in the request and in the status. */
export const bulkIdOf = ({ itemIndex }: Submission) => `item-${itemIndex}`;

function bulkOperation(submission: Submission): IDataObject {
	const { method, path, data } = submission;
	return { method, path, bulkId: bulkIdOf(submission), ...(data ? { data } : {}) };
}

/** The body of a bulk request. SAP: v4.user-provisioning, Bulk. */
export function bulkRequest(pack: Submission[]): IDataObject {
	return {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
		Operations: pack.map(bulkOperation),
	};
}

/** Bytes that a submission takes in a bulk request, in UTF-8 as on the wire. */
export function bytesOf(submission: Submission): number {
	return Buffer.byteLength(JSON.stringify(bulkOperation(submission))) + 1;
}

/** Packs in the given order, so that no pack passes 100 operations or 400 KB. */
export function packs(submissions: Submission[]): Submission[][] {
	const packed: Submission[][] = [];
	let bytes = Infinity;
	for (const submission of submissions) {
		const size = bytesOf(submission);
		if (bytes + size > maxBytes || packed[packed.length - 1].length === maxOperations) {
			packed.push([]);
			bytes = envelopeBytes;
		}
		packed[packed.length - 1].push(submission);
		bytes += size;
	}
	return packed;
}

/** Index of the earlier item about the same person, and what they have in common. */
export interface SamePerson {
	first: number;
	by: 'userId' | 'userName' | 'employeeNumber';
}

/**
 * Items that are about a person whom an earlier item is about too, with that earlier item's index. Concur
 * does not say in which order it would work on both (open since SAP's page is silent on it), so neither is guessed.
 */
export function repeatedPersons(submissions: Submission[]): Map<number, SamePerson> {
	const repeated = new Map<number, SamePerson>();
	for (const by of ['userId', 'userName', 'employeeNumber'] as const) {
		const named = submissions.filter((submission) => submission[by]);
		for (const [first, ...others] of Object.values(
			groupBy(named, (one) => String(one[by]).toLowerCase()),
		)) {
			for (const { itemIndex } of others) {
				if (!repeated.has(itemIndex)) repeated.set(itemIndex, { first: first.itemIndex, by });
			}
		}
	}
	return repeated;
}
