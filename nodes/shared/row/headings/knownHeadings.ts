import headingsByField from '../../schema/data/headings.json';
import { fieldsById, flatFields, type FlatField } from '../../schema/flatFields';
import { asksYesOrNo, withoutFormNotes } from './formNotes';
import { headingKey, headingKeys } from './headingKeys';

/** What a company calls its fields, by ID of the field. A label is a heading, too. */
export type CompanyLabels = Readonly<Record<string, string>>;

type Index = ReadonlyMap<string, readonly FlatField[]>;

const recorded: Record<string, Record<string, string[]> | undefined> = headingsByField;

/** The headings of HR systems that are recognized as a field, besides its ID and its label, in all languages. */
export const headingsOf = (fieldId: string): string[] =>
	Object.values(recorded[fieldId] ?? {}).flat();

/** Whether a heading is one of the field's own names, as far as headings count. */
export const isNameOf = ({ id, label }: Pick<FlatField, 'id' | 'label'>, heading: string) =>
	[id, label].some((name) => headingKey(name) === headingKey(heading));

/** Whether HR systems call a field so, its own names aside. */
export const isRecordedFor = ({ id }: Pick<FlatField, 'id'>, heading: string) =>
	headingsOf(id).some((name) => headingKey(name) === headingKey(heading));

/** What references were called in earlier versions. */
const earlierLabels = ({ label, valueKind }: FlatField) =>
	valueKind === 'reference' ? [`${label} (employee number)`] : [];

/** In any other spelling, these are what HR systems call the number of the manager and a key of their own company. */
export const onlyAsWritten = new Set(['managerId', 'companyId']);

function indexOf(names: Iterable<[FlatField, string[]]>): Index {
	const index = new Map<string, FlatField[]>();
	for (const [field, texts] of names) {
		for (const key of texts.flatMap(headingKeys)) {
			const same = index.get(key) ?? [];
			if (key !== '' && !same.includes(field)) index.set(key, [...same, field]);
		}
	}
	return index;
}

const indexOfAll = () =>
	indexOf(
		flatFields.map((field) => [
			field,
			[
				...(onlyAsWritten.has(field.id) ? [] : [field.id]),
				field.label,
				...earlierLabels(field),
				...headingsOf(field.id),
			],
		]),
	);

/** Made when the first heading is read: most workflows map by hand. */
let known: Index | undefined;

const indexes = new WeakMap<CompanyLabels, Index>();

function indexOfLabels(labels: CompanyLabels): Index {
	const index =
		indexes.get(labels) ??
		indexOf(
			Object.entries(labels).flatMap(([fieldId, label]): Array<[FlatField, string[]]> => {
				const field = fieldsById.get(fieldId);
				return field ? [[field, [label]]] : [];
			}),
		);
	indexes.set(labels, index);
	return index;
}

/** Headings that are remembered, because errors of many rows ask for the same ones; nobody has more. */
const mostRemembered = 2000;
const remembered = new Map<string, readonly FlatField[]>();

const isTechnical = (id: string) => /[A-Z0-9]/.test(id);

/**
 * The fields that a heading can mean: none, one, or several where it is not clear. Pure.
 * @param labels what the company of the run calls its fields
 */
export function fieldsOfHeading(heading: string, labels?: CompanyLabels): readonly FlatField[] {
	if (labels) return meantBy(heading, labels);
	const fields = remembered.get(heading) ?? meantBy(heading);
	if (remembered.size >= mostRemembered) remembered.clear();
	remembered.set(heading, fields);
	return fields;
}

function meantBy(heading: string, labels?: CompanyLabels): readonly FlatField[] {
	known ??= indexOfAll();
	const own = fieldsById.get(heading.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, ''));
	// "department" can be a word of the company, "costCenter" cannot.
	if (own && (!labels || isTechnical(own.id))) return [own];
	const ofAll = found(known, heading);
	const ofCompany = labels ? found(indexOfLabels(labels), heading) : [];
	// Where a word fits two fields, the company's form says which one it means here.
	const [only] = ofCompany;
	if (ofCompany.length === 1 && only && ofAll.includes(only)) return [only];
	return [...new Set([...ofAll, ...ofCompany])];
}

/** Notes about the form are only dropped from a heading that is not known as a whole. */
function found(index: Index, heading: string): readonly FlatField[] {
	const whole = fieldsAt(index, heading);
	if (whole.length > 0) return whole;
	const fields = fieldsAt(index, withoutFormNotes(heading));
	return asksYesOrNo(heading) ? fields.filter(isYesOrNo) : fields;
}

const yesOrNoKinds = new Set<unknown>(['status', 'product', 'role']);

/** A field of the company can hold anything. */
const isYesOrNo = ({ id, valueKind, rules }: FlatField) =>
	rules.type === 'boolean' || yesOrNoKinds.has(valueKind) || /^(?:custom|orgUnit)\d/.test(id);

function fieldsAt(index: Index, heading: string): FlatField[] {
	return [...new Set(headingKeys(heading).flatMap((key) => index.get(key) ?? []))];
}
