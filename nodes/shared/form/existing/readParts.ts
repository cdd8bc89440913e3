import type { IExecuteFunctions } from 'n8n-workflow';
import { checkRequired } from '../../check/checkRequired';
import { readSpendProfiles, readTravelProfiles } from '../../concur/existing/readProducts';
import type { IdentityUser } from '../../concur/identitySearch';
import { asNodeError, type NodeError } from '../../run/nodeError';
import { extensions, urn, type JsonObject, type ProfilePart } from '../../schema/attributes';
import { fieldsById } from '../../schema/flatFields';
import { issuesError, type UserForm } from '../readUserDocument';
import { asChange } from './asChange';

type Existing = UserForm & { existing?: IdentityUser };

/**
 * The forms with the expense and travel profiles of those who are there, each asked for only where a row sends something of it.
 * @param failed gets those whose profile cannot be read, and those who get their first one and lack something that it requires
 */
export async function readParts<Form extends Existing>(
	this: IExecuteFunctions,
	forms: ReadonlyMap<number, Form>,
	failed: Map<number, NodeError>,
): Promise<Map<number, Form>> {
	const idsOf = (part: ProfilePart) =>
		[...forms.values()].flatMap(({ document, existing }) =>
			existing && sends(document, part) ? existing.id.toLowerCase() : [],
		);
	const spend = await readSpendProfiles(this, idsOf('spend'));
	const travel = await readTravelProfiles(this, idsOf('travel'));
	const whole = new Map<number, Form>();
	for (const [itemIndex, form] of forms) {
		const { existing } = form;
		const id = existing?.id.toLowerCase() ?? '';
		const parts = [spend.get(id) ?? {}, travel.get(id) ?? {}];
		const error = parts.find((part): part is Error => part instanceof Error);
		const lacking = existing && !error ? missingOf(form, parts as JsonObject[]) : [];
		if (error) failed.set(itemIndex, asNodeError.call(this, error));
		else if (lacking.length > 0) failed.set(itemIndex, issuesError.call(this, lacking, itemIndex));
		else whole.set(itemIndex, existing ? withParts(form, existing, parts as JsonObject[]) : form);
	}
	return whole;
}

function withParts<Form extends Existing>(
	form: Form,
	existing: IdentityUser,
	parts: JsonObject[],
): Form {
	const all = Object.assign({}, existing, ...parts) as IdentityUser;
	const isFirst = all[urn.spendUser] === undefined;
	const read = isFirst ? form : asChange(form, 'spend');
	return { ...read, existing: all };
}

const sends = (document: JsonObject, part: ProfilePart) =>
	Object.keys(document).some((key) => extensions[key]?.area === part);

/** What the first expense or travel profile of a user requires besides. SAP: v4.user-provisioning, Schema. */
function missingOf({ document }: UserForm, parts: JsonObject[]) {
	const has = (schema: string) => parts.some((part) => part[schema] !== undefined);
	return checkRequired(document, 'create', 'provisioning').filter(({ fieldId = '' }) => {
		const schema = fieldsById.get(fieldId)?.path.schema ?? '';
		return (schema === urn.spendUser || schema === urn.travel) && !has(schema);
	});
}
