import omit from 'lodash/omit';
import omitBy from 'lodash/omitBy';
import pickBy from 'lodash/pickBy';
import type { IExecuteFunctions } from 'n8n-workflow';
import { withHeldGroups } from '../../person/productRoles';
import { withoutNulls, type UserDocument } from '../../person/userDocument';
import { checkHeldRoles } from '../../check/checkRoles';
import { checkRequired } from '../../check/checkRequired';
import { namesGroupLimits } from '../../concur/existing/profiles/spendLimits';
import { readSpendProfiles, readTravelProfiles } from '../../concur/existing/readProducts';
import { pause } from '../../concur/pause';
import type { IdentityUser } from '../../concur/identitySearch';
import { asNodeError, type NodeError } from '../../run/nodeError';
import { itemsAtOnce } from '../../run/operation';
import { extensions, urn, type JsonObject, type ProfilePart } from '../../schema/attributes';
import type { FieldIssue } from '../../schema/fieldIssue';
import { fieldsById } from '../../schema/flatFields';
import type { UpsertForm } from './upsertForm';
import { issuesError, type UserForm } from '../readUserDocument';
import { asChange, withoutLoneExpense, withoutOnlyNew } from './asChange';

/**
 * The forms with the expense and travel profiles of those who are there, each asked for only where a row sends something of it.
 * @param failed gets those whose profile cannot be read, those who get their first one and lack something that it requires,
 *        and those whose new roles do not go with the ones that they have
 */
export async function readParts(
	this: IExecuteFunctions,
	forms: ReadonlyMap<number, UpsertForm>,
	failed: Map<number, NodeError>,
): Promise<Map<number, UpsertForm>> {
	const idsOf = (part: ProfilePart) =>
		[...forms.values()].flatMap(({ document, existing }) =>
			existing && sends(document, part) ? existing.id.toLowerCase() : [],
		);
	const withLimits = [...forms.values()].flatMap(({ document, existing }) =>
		existing && namesGroupLimits(document) ? existing.id : [],
	);
	const spend = await readSpendProfiles(this, idsOf('spend'), withLimits);
	const travel = await readTravelProfiles(this, idsOf('travel'));
	const whole = new Map<number, UpsertForm>();
	let taken = 0;
	for (const [itemIndex, form] of forms) {
		if (++taken % itemsAtOnce === 0) await pause(this, 0);
		const { existing } = form;
		const id = existing?.id.toLowerCase() ?? '';
		const parts = [spend.get(id) ?? {}, travel.get(id) ?? {}];
		const error = parts.find((part): part is Error => part instanceof Error);
		const read =
			existing && !error ? ofFirstProfiles.call(this, form, parts as JsonObject[]) : form;
		const issues = existing && !error ? issuesOf(read, parts as JsonObject[]) : [];
		if (error) failed.set(itemIndex, asNodeError.call(this, error));
		else if (issues.length > 0) failed.set(itemIndex, issuesError.call(this, issues, itemIndex));
		else whole.set(itemIndex, existing ? withParts(read, existing, parts as JsonObject[]) : form);
	}
	return whole;
}

/** A profile that is not there yet has nothing to clear, and does not begin with a country alone. */
function ofFirstProfiles(
	this: IExecuteFunctions,
	form: UpsertForm,
	parts: JsonObject[],
): UpsertForm {
	const missing = [urn.spendUser, urn.travel].filter((schema) => !has(parts, schema));
	const areas = missing.map((schema) => extensions[schema]?.area);
	if (areas.length === 0) return form;
	const read = areas.includes('spend') ? withoutLoneExpense.call(this, form) : form;
	const isMissing = (_: unknown, key: string) => areas.includes(extensions[key]?.area);
	const first = withoutNulls(pickBy(read.document, isMissing));
	const document = { ...omitBy(read.document, isMissing), ...omit(first, 'schemas') };
	return { ...read, document: document as UserDocument };
}

function withParts(form: UpsertForm, existing: IdentityUser, parts: JsonObject[]): UpsertForm {
	const whole = Object.assign({}, existing, ...parts) as IdentityUser;
	const read = has(parts, urn.spendUser) ? withoutOnlyNew(asChange(form, 'spend'), whole) : form;
	if (!read.addsGroups) return { ...read, existing: whole };
	const document = withHeldGroups(read.document, whole) as UserDocument;
	return { ...read, document, existing: whole };
}

const has = (parts: JsonObject[], schema: string) =>
	parts.some((part) => part[schema] !== undefined);

/** Whether a document says something of a part of a user that is in extensions. Pure. */
export const sends = (document: JsonObject, part: ProfilePart) =>
	Object.keys(document).some((key) => extensions[key]?.area === part);

const issuesOf = (form: UserForm, parts: JsonObject[]): FieldIssue[] => [
	...missingOf(form, parts),
	...checkHeldRoles(form.document, Object.assign({}, ...parts) as JsonObject),
];

/** What the first expense or travel profile of a user requires besides. SAP: v4.user-provisioning, Schema. */
function missingOf({ document }: UserForm, parts: JsonObject[]) {
	return checkRequired(document, 'create', 'provisioning').filter(({ fieldId = '' }) => {
		const schema = fieldsById.get(fieldId)?.path.schema ?? '';
		return (schema === urn.spendUser || schema === urn.travel) && !has(parts, schema);
	});
}
