import get from 'lodash/get';
import isEmpty from 'lodash/isEmpty';
import omitBy from 'lodash/omitBy';

import { extensions, isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { checkAttributes } from './checkAttributes';
import { checkLeaves } from './checkLeaves';
import { checkRequired } from './checkRequired';
import { checkRoles } from './checkRoles';
import type { Area, Purpose } from './purpose';
import type { FieldIssue } from '../schema/fieldIssue';
import { labelOf } from '../schema/labelOf';
import { didYouMean } from '../schema/nearest';

export interface CheckContext {
	/** UUID of the credential's company. */
	companyId?: string;
	area: Area;
}

/**
 * Finds what Concur is known to refuse, before anything is sent. What only the company's configuration decides
 * (lists, required form fields) is left to Concur.
 * @param document as toUserDocument returns it; a value that it could not read is not reported again.
 * @returns one issue for each finding, [] when nothing is known against the document.
 */
export function checkDocument(
	document: JsonObject,
	purpose: Purpose,
	context: CheckContext,
): FieldIssue[] {
	const issues: FieldIssue[] = [];
	const isUpdate = purpose === 'update';
	const core = omitBy(document, (_, key) => key === 'schemas' || key.startsWith('urn:'));
	checkAttributes(core, urn.core, isUpdate, issues);
	for (const [key, extension] of Object.entries(document)) {
		if (key.startsWith('urn:')) checkExtension(key, extension, isUpdate, context.area, issues);
	}
	if (!isUpdate) checkRequired(document, context.area, issues);
	checkCompany(get(document, [urn.enterprise, 'companyId']), isUpdate, context.companyId, issues);
	checkRoles(document, isUpdate, issues);
	checkLeaves(document, issues);
	return issues;
}

function checkExtension(
	key: string,
	extension: unknown,
	isUpdate: boolean,
	area: Area,
	issues: FieldIssue[],
): void {
	const report = (problem: string, cure: string) =>
		issues.push({ label: labelOf(key), sent: extension, problem, cure });
	if (!extensions[key]) {
		report(
			'is not a part of a SAP Concur user',
			`Remove it.${didYouMean(key, Object.keys(extensions))}`,
		);
	} else if (area === 'identity' && extensions[key].area !== 'identity') {
		report(
			'cannot be written here',
			'Use the SAP Concur Provisioning node for expense and travel data.',
		);
	} else if (isJsonObject(extension) && isEmpty(extension)) {
		// attributes.md: an empty Spend User extension is not supported.
		report('is empty', 'Fill it or leave it out.');
	} else if (isJsonObject(extension)) {
		checkAttributes(extension, key, isUpdate, issues);
	}
}

/** A person belongs to the company of the token for ever. */
function checkCompany(
	sent: unknown,
	isUpdate: boolean,
	companyId: string | undefined,
	issues: FieldIssue[],
): void {
	if (typeof sent !== 'string' || sent.toLowerCase() === companyId?.toLowerCase()) return;
	if (!isUpdate && companyId === undefined) return;
	issues.push({
		fieldId: 'companyId',
		label: labelOf(`${urn.enterprise}:companyId`),
		sent,
		problem: isUpdate ? 'cannot be changed' : "is not the credential's company",
		cure: isUpdate
			? 'Leave it out.'
			: `Leave it out, or use the credential of that company. This credential belongs to ${companyId}.`,
	});
}
