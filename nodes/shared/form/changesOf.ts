// Room form: the fields that the forms show, and how a form becomes a user document.
// It may use all other rooms of nodes/shared; nothing here is about one node only.
import type { IExecuteFunctions } from 'n8n-workflow';
import type { JsonObject, ProfilePart } from '../schema/attributes';
import type { PatchOperation } from '../person/patchMessage';
import { refusedRemovals } from '../person/clear/refusedRemovals';
import { toPatchOperations } from '../person/patchOperations';
import { unreadableLists } from '../person/unreadableLists';
import { productRole } from '../check/checkRoles';
import { missingProductRoles } from '../person/productRoles';
import { problemOf } from '../schema/fieldIssue';
import { findRole } from '../schema/roles';
import { itemError } from '../run/nodeError';
import { issuesError } from './readUserDocument';

/**
 * The operations that bring a user to what the document says, as toPatchOperations returns them.
 * @param read the services whose whole answer is in `existing`
 * @throws NodeOperationError when what SAP Concur has cannot be read, so that a change could remove or repeat it, and for
 * roles of a product that the user does not have, and for a removal that SAP Concur cannot take
 */
export function changesOf(
	this: IExecuteFunctions,
	itemIndex: number,
	document: JsonObject,
	existing?: JsonObject,
	read: readonly ProfilePart[] = [],
): PatchOperation[] {
	const refused = refusedRemovals(document, existing);
	if (refused.length > 0) throw issuesError.call(this, refused, itemIndex);
	const missing = missingProductRoles(document, existing);
	if (missing.length > 0) {
		const { problem, cure } = productRole(findRole(missing[0] ?? '')?.viaEntitlement);
		const issue = { label: 'Roles', problem, cure, sent: missing.join(', ') };
		throw itemError.call(this, itemIndex, problemOf(issue), cure);
	}
	requireReadable.call(this, itemIndex, document, existing);
	return toPatchOperations(document, existing, read);
}

/** @throws NodeOperationError when SAP Concur's response has something else in the place of a list that a document changes */
export function requireReadable(
	this: IExecuteFunctions,
	itemIndex: number,
	document: JsonObject,
	existing?: JsonObject,
): void {
	const lists = unreadableLists(document, existing);
	if (lists.length === 0) return;
	const message = `SAP Concur's data of this user could not be read: ${lists.join(', ')}`;
	const cure =
		'Nothing was sent. Check whether a proxy or firewall between n8n and SAP Concur changes responses, then run this again.';
	throw itemError.call(this, itemIndex, message, cure);
}
