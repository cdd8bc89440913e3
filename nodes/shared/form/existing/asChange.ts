// Room existing: rows about people who may be in SAP Concur already: who is meant, and what SAP Concur has of them.
// What differs, and what is sent for it, is found out by the operations and by the room person.
import omit from 'lodash/omit';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { extensions, isJsonObject, urn, type ProfilePart } from '../../schema/attributes';
import { textAt, type IdentityUser } from '../../concur/identitySearch';
import { quoted } from '../../schema/fieldIssue';
import { fieldsById } from '../../schema/flatFields';
import { isSameText } from '../../schema/listEntries';
import type { UserDocument } from '../../person/userDocument';
import { understoodIn } from '../../run/understood';
import type { UserForm } from '../readUserDocument';

const pathOf = (fieldId: string) => {
	const { schema = '', steps = [] } = fieldsById.get(fieldId)?.path ?? {};
	return { schema, name: steps[0]?.name ?? '' };
};

/** The document without these fields. Pure. */
function withoutFields(document: UserDocument, fieldIds: readonly string[]): UserDocument {
	return fieldIds.map(pathOf).reduce<IDataObject>((rest, { schema, name }) => {
		if (schema === urn.core) return omit(rest, name);
		const extension = rest[schema];
		const left = isJsonObject(extension) ? (omit(extension, name) as IDataObject) : {};
		return Object.keys(left).length > 0 ? { ...rest, [schema]: left } : omit(rest, schema);
	}, document);
}

/**
 * The form of a row whose user has this part of a profile: what was filled in for a new user stays as it is in SAP Concur.
 * Pure.
 */
export function asChange<Form extends UserForm>(form: Form, part: ProfilePart): Form {
	const ofPart = (form.depending?.ifNew.fieldIds ?? []).filter(
		(fieldId) => extensions[pathOf(fieldId).schema]?.area === part,
	);
	return { ...form, document: withoutFields(form.document, ofPart) };
}

/** What is to be known where the row has another user name, and the user keeps the own one. Pure. */
export function keptUserName({ document, keepsUserName }: UserForm, user: IdentityUser): string[] {
	const [sent, held] = [document.userName, textAt(user, 'userName')];
	if (!keepsUserName || typeof sent !== 'string' || !held || isSameText(sent, held)) return [];
	const onlyBy = 'only record 320 of an import file changes it';
	return [`User name: stays ${quoted(held)}, because ${onlyBy} (sent: ${quoted(sent)})`];
}

/**
 * The form of a row whose user has an expense profile, without what SAP Concur takes only for a new one: later it answers with
 * a warning and changes nothing (api-facts 8). Pure.
 * @param existing what SAP Concur has
 */
export function withoutOnlyNew<Form extends UserForm>(form: Form, existing: IDataObject): Form {
	const [sent, held] = [form.document, existing].map(
		(one) => (one[urn.spendUser] as IDataObject | undefined)?.testEmployee,
	);
	if (sent === undefined) return form;
	const isKept = held === true;
	const kept = `Test user: SAP Concur takes it only for a new expense profile, so it stays ${isKept ? 'yes' : 'no'}`;
	return {
		...form,
		document: withoutFields(form.document, ['testEmployee']),
		notices: sent === isKept ? form.notices : [...form.notices, kept],
	};
}

/** The form of a row whose user has no expense profile, without what makes none by itself. */
export function withoutLoneExpense<Form extends UserForm>(
	this: IExecuteFunctions,
	form: Form,
): Form {
	const { fieldIds = [], notices = [] } = form.depending?.ifWithoutExpense ?? {};
	if (fieldIds.length === 0) return form;
	understoodIn(this).isDoubtful = true;
	return {
		...form,
		document: withoutFields(form.document, fieldIds),
		notices: [...form.notices, ...notices],
	};
}
