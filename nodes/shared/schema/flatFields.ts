import { fieldTable, type FieldGroup, type ValueKind } from './fieldTable';

export interface FlatField {
	id: string;
	/** In words that HR knows. */
	label: string;
	group: FieldGroup;
	/** Its attribute in SAP Concur, in SCIM's path notation. */
	scimPath: string;
	/** How a value is read where its type alone does not say it. */
	valueKind?: ValueKind;
}

const groups = Object.keys(fieldTable) as FieldGroup[];

/** Every field of the forms; add one with a line in fieldTable.ts. */
export const flatFields: FlatField[] = groups.flatMap((group) =>
	fieldTable[group].map(([id, label, scimPath, valueKind]) => ({
		id,
		label,
		group,
		scimPath,
		...(valueKind && { valueKind }),
	})),
);

export const fieldsById = new Map(flatFields.map((field) => [field.id, field]));
