// Users as the nodes show them: one property for each flat field, in the order of the forms.
import mapValues from 'lodash/mapValues.js';
import omit from 'lodash/omit.js';
import pick from 'lodash/pick.js';
import { extensions } from '../../nodes/shared/schema/attributes.ts';
import { flatFields, ownFields, type FlatField } from '../../nodes/shared/schema/flatFields.ts';
import { alsoText, listOf, text, yesOrNo, type Properties, type Schema } from './jsonSchema.mts';

/** Who it is; they stand first in each item. */
export const who: Properties = { userName: text, employeeNumber: text };

const propertiesOf = (fields: FlatField[]): Properties =>
	Object.fromEntries(fields.map((field) => [field.id, schemaOf(field)]));

const isOfIdentity = ({ path }: FlatField) => extensions[path.schema]?.area === 'identity';

/** What SAP Concur Identity returns of a user besides who it is. */
export const identity: Properties = {
	id: text,
	...omit(propertiesOf(ownFields.filter(isOfIdentity)), Object.keys(who)),
	lastModified: text,
};

/** The same with expense and travel data. */
export const profile: Properties = {
	id: text,
	...omit(propertiesOf(ownFields), Object.keys(who)),
	lastModified: text,
};

/** What a row of HR's can say of a user; any of it can be a word that clears the field. */
export const row: Properties = mapValues(
	omit(propertiesOf(flatFields), Object.keys(who)) as Properties,
	alsoText,
);

/** The fields that name another person. */
export const people: Properties = pick(
	propertiesOf(flatFields),
	flatFields.flatMap(({ id, valueKind }) =>
		valueKind === 'manager' || valueKind === 'reference' ? id : [],
	),
);

function schemaOf({ rules, valueKind }: FlatField): Schema {
	if (valueKind === 'role' || valueKind === 'product' || rules.type === 'boolean') return yesOrNo;
	if (valueKind === 'reference' || valueKind === 'manager' || valueKind === 'ruleClass') {
		return text;
	}
	const one = rules.type === 'integer' || rules.type === 'decimal' ? { type: 'number' } : text;
	return rules.multiValued ? listOf(one) : one;
}
