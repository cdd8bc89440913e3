import type { AttributeRules } from './attributes';
import { fieldTable, type FieldGroup, type ValueKind } from './fieldTable';
import { parsePath, rulesAt, type ScimPath } from './scimPath';

export interface FlatField {
	id: string;
	/** In words that HR knows. */
	label: string;
	group: FieldGroup;
	/** Its attribute in SAP Concur, in SCIM's path notation. */
	scimPath: string;
	/** The same, split once for all rows. */
	path: ScimPath;
	rules: AttributeRules;
	/** How a value is read where its type alone does not say it. */
	valueKind?: ValueKind;
}

const groups = Object.keys(fieldTable) as FieldGroup[];

/** Every field of the forms; add one with a line in fieldTable.ts. */
export const flatFields: FlatField[] = groups.flatMap((group) =>
	fieldTable[group].map(([id, label, scimPath, valueKind]) => {
		const path = parsePath(scimPath);
		const rules = rulesAt(path) ?? { type: 'string' };
		return { id, label, group, scimPath, path, rules, ...(valueKind && { valueKind }) };
	}),
);

/** The fields without those that only say in another way what a field beside them says. */
export const ownFields = flatFields.filter(
	({ valueKind }) => valueKind !== 'product' && valueKind !== 'manager',
);

export const fieldsById = new Map(flatFields.map((field) => [field.id, field]));
