import get from 'lodash/get';
import isEmpty from 'lodash/isEmpty';
import { unknownExtension } from '../row/walkAttributes';
import { extensions, isJsonObject, urn, type JsonObject } from '../schema/attributes';
import type { FieldIssue, Finding } from '../schema/fieldIssue';
import { labelOf } from '../schema/labelOf';
import { checkMissingParts } from './checkAddress';
import { checkAttributes } from './checkAttributes';
import { checkDates } from './checkDates';
import { checkLeaves } from './checkLeaves';
import { checkPostalCodes } from './checkPostalCodes';
import { checkRequired } from './checkRequired';
import { checkRoles } from './checkRoles';
import { sendsChanges, type Area, type Purpose } from './purpose';

/**
 * Finds what SAP Concur is known to reject, before anything is sent. What only the company's configuration decides
 * (lists, required form fields) is left to SAP Concur.
 * @param document as toUserDocument returns it; a value that it could not read is not reported again.
 * @param context the UUID of the credential's company, and what the node writes.
 * @returns [] when nothing is known against the document.
 */
export function checkDocument(
	document: JsonObject,
	purpose: Purpose,
	{ companyId, area }: { companyId?: string; area: Area },
): FieldIssue[] {
	const isUpdate = sendsChanges(purpose);
	const parts = Object.entries(document).filter(([key]) => key !== 'schemas');
	const core = parts.filter(([key]) => !key.startsWith('urn:'));
	return [
		...checkAttributes(Object.fromEntries(core), urn.core, isUpdate),
		...parts
			.filter(([key]) => key.startsWith('urn:'))
			.flatMap(([key, extension]) => checkExtension(key, extension, isUpdate, area)),
		...(isUpdate ? [] : checkRequired(document, purpose, area)),
		...checkCompany(get(document, [urn.enterprise, 'companyId']), isUpdate, companyId),
		...checkRoles(document, isUpdate),
		...checkMissingParts(document),
		...checkPostalCodes(document),
		...checkDates(document),
		...checkLeaves(document),
	];
}

function checkExtension(key: string, sent: unknown, isUpdate: boolean, area: Area): FieldIssue[] {
	const extension = extensions[key];
	if (!extension) return [unknownExtension(key, sent, true)];
	const issue = (problem: string, cure: string) => ({ label: labelOf(key), sent, problem, cure });
	if (area === 'identity' && extension.area !== 'identity') {
		const cure = 'Use the SAP Concur Provisioning node for expense and travel data.';
		return [issue('cannot be sent with this node', cure)];
	}
	if (!isJsonObject(sent)) return [];
	// SAP Concur does not support an empty extension (attributes.md, Empty extension).
	if (isEmpty(sent)) return [issue('is empty', 'Add its attributes, or remove it.')];
	return checkAttributes(sent, key, isUpdate);
}

/** A user always stays in the company of the token. */
function checkCompany(sent: unknown, isUpdate: boolean, companyId?: string): FieldIssue[] {
	if (typeof sent !== 'string' || sent.toLowerCase() === companyId?.toLowerCase()) return [];
	if (!isUpdate && companyId === undefined) return [];
	const finding: Finding = isUpdate
		? { problem: 'cannot be changed', cure: 'Leave it out.' }
		: {
				problem: 'is not the company of the credential',
				cure: `Leave it out, or use a credential for that company. This credential is for ${companyId}.`,
			};
	const label = labelOf(`${urn.enterprise}:companyId`);
	return [{ fieldId: 'companyId', label, sent, ...finding }];
}
