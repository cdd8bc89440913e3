// Room submit: from the checked form of each item to what SAP Concur said about it, with no user sent twice.
// It belongs to the writing operations alone; what they share with SAP Concur Identity is in nodes/shared.
import type { IDataObject } from 'n8n-workflow';
import { bulkIdOf, type Submission } from './submission';

/** SAP: v4.user-provisioning, Bulk: 100 operations and 400 KB; KB is read as 1,000 bytes to be on the safe side. */
const maxOperations = 100;
export const maxBytes = 400_000;

const envelopeBytes = 200;

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

/** Packs in the given order, none with more than 100 operations or 400 KB. */
export function packs(submissions: Submission[]): Submission[][] {
	const packed: Submission[][] = [];
	let pack: Submission[] = [];
	let bytes = Infinity;
	for (const submission of submissions) {
		const size = bytesOf(submission);
		if (bytes + size > maxBytes || pack.length === maxOperations) {
			pack = [];
			packed.push(pack);
			bytes = envelopeBytes;
		}
		pack.push(submission);
		bytes += size;
	}
	return packed;
}
