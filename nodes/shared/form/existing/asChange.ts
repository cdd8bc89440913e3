// Room existing: rows about people who may be in SAP Concur already: who is meant, and what SAP Concur has of them.
// What differs, and what is sent for it, is found out by the operations and by the room person.
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';
import { extensions, isJsonObject, urn, type ProfilePart } from '../../schema/attributes';
import { fieldsById } from '../../schema/flatFields';
import type { UserForm } from '../readUserDocument';

const pathOf = (fieldId: string) => {
	const { schema = '', steps = [] } = fieldsById.get(fieldId)?.path ?? {};
	return { schema, name: steps[0]?.name ?? '' };
};

/**
 * The form of a row whose user has this part of a profile: what was filled in for a new user stays as it is in SAP Concur.
 * Pure.
 */
export function asChange<Form extends UserForm>(form: Form, part: ProfilePart): Form {
	const ofPart = (form.depending?.ifNew.fieldIds ?? [])
		.map(pathOf)
		.filter(({ schema }) => extensions[schema]?.area === part);
	const document = ofPart.reduce<IDataObject>((rest, { schema, name }) => {
		if (schema === urn.core) return omit(rest, name);
		const extension = rest[schema];
		const left = isJsonObject(extension) ? (omit(extension, name) as IDataObject) : {};
		return Object.keys(left).length > 0 ? { ...rest, [schema]: left } : omit(rest, schema);
	}, form.document);
	return { ...form, document };
}
