import type { IDataObject } from 'n8n-workflow';
import { isJsonObject, urn, type JsonObject } from '../../../shared/schema/attributes';
import { fieldsById } from '../../../shared/schema/flatFields';
import { fieldAt, labelOf } from '../../../shared/schema/labelOf';
import { joinPath, parsePath } from '../../../shared/schema/scimPath';
import type { PatchOperation } from '../../../shared/person/patchMessage';
import type { Submission } from '../submission';

/** Somebody whom the data of a user names. */
export interface PersonNamed {
	/** As a sentence calls this person. */
	role: 'manager' | 'approver' | 'delegate' | 'BI manager' | 'travel approver';
	/** UUID and employee number in lower case, as far as they are said. */
	keys: string[];
	/** What names them, e.g. 'urn:…:spend:2.0:Approver:report'. */
	path: string;
	isPrimary: boolean;
	/** The employee number or UUID as it stands there. */
	sent: string;
}

/** Where a document names one user, and what that user is called. */
export const single = [
	{ schema: urn.enterprise, name: 'manager', role: 'manager' },
	{ schema: urn.spendUser, name: 'biManager', role: 'BI manager' },
	{ schema: urn.travel, name: 'manager', role: 'travel approver' },
] as const;

/** The extensions whose lists name users. */
export const lists = [
	{ schema: urn.approver, name: 'approver', role: 'approver' },
	{ schema: urn.delegate, name: 'delegate', role: 'delegate' },
] as const;

/** Whom a submission names, by fields or by JSON. Pure. */
export const peopleNamed = ({ method, data }: Pick<Submission, 'method' | 'data'>) =>
	documentsIn(method, data).flatMap(namedIn);

function documentsIn(method: Submission['method'], data: IDataObject = {}): JsonObject[] {
	return method === 'PATCH' ? operationsIn(data).map(asDocument) : [data];
}

/** The operations of a PATCH. */
export function operationsIn(data: IDataObject = {}): PatchOperation[] {
	const { Operations: operations } = data;
	return Array.isArray(operations) ? (operations as unknown as PatchOperation[]) : [];
}

/** What an operation sets, as the document that says the same; empty for one that removes. */
export function asDocument({ op, path = '', value }: PatchOperation): JsonObject {
	if (op === 'remove') return {};
	if (path === '') return isJsonObject(value) ? value : {};
	const { schema, steps } = parsePath(path);
	const isList = lists.some((known) => known.schema === schema);
	const content = [...steps].reverse().reduce<unknown>(
		(inner, { name }, at) => ({
			[name]: isList && at === steps.length - 1 && steps.length > 1 ? [inner] : inner,
		}),
		value,
	);
	return { [schema]: content };
}

function namedIn(document: JsonObject): PersonNamed[] {
	const ofFields = single.flatMap(({ schema, name, role }) => {
		const extension = document[schema];
		const reference = isJsonObject(extension) ? extension[name] : undefined;
		return personIn(reference, role, joinPath(schema, name), true);
	});
	const ofLists = lists.flatMap(({ schema, name, role }) => {
		const extension = document[schema];
		return Object.entries(isJsonObject(extension) ? extension : {}).flatMap(([list, entries]) =>
			entriesIn(entries).flatMap((entry) =>
				personIn(entry[name], role, joinPath(schema, list), entry.primary === true),
			),
		);
	});
	return [...ofFields, ...ofLists];
}

export const entriesIn = (list: unknown): JsonObject[] => [list].flat().filter(isJsonObject);

/** Whom a reference names; nobody where it is none. */
export function personIn(
	reference: unknown,
	role: PersonNamed['role'],
	path: string,
	isPrimary: boolean,
): PersonNamed[] {
	if (!isJsonObject(reference)) return [];
	const texts = [reference.employeeNumber, reference.value].flatMap((key) =>
		(typeof key === 'string' && key !== '') || typeof key === 'number' ? String(key) : [],
	);
	const [sent] = texts;
	if (sent === undefined) return [];
	const keys = texts.map((text) => text.toLowerCase());
	return [{ role, keys, path, isPrimary, sent }];
}

/** The field of the forms that names somebody, and its label; without one, the path. */
export function fieldOf({
	role,
	path,
	isPrimary,
}: Pick<PersonNamed, 'role' | 'path' | 'isPrimary'>): {
	fieldId: string;
	label: string;
} {
	// The one that takes any key: the other one holds the UUID.
	if (role === 'manager') {
		return { fieldId: role, label: fieldsById.get(role)?.label ?? labelOf(path) };
	}
	if (role === 'delegate') return { fieldId: path, label: `Delegate (${path.split(':').at(-1)})` };
	const full = role === 'approver' ? `${path}[primary eq true].approver` : path;
	// The fields hold the primary approver.
	return { fieldId: (isPrimary ? fieldAt(full)?.id : undefined) ?? path, label: labelOf(full) };
}
