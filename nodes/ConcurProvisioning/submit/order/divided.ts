import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import partition from 'lodash/partition';
import type { IDataObject } from 'n8n-workflow';
import { patchMessage, type PatchOperation } from '../../../shared/person/patchMessage';
import { isJsonObject, urn, type JsonObject } from '../../../shared/schema/attributes';
import { joinPath, parsePath } from '../../../shared/schema/scimPath';
import type { Submission } from '../submission';
import {
	asDocument,
	entriesIn,
	lists,
	operationsIn,
	peopleNamed,
	personIn,
	single,
	type PersonNamed,
} from './peopleNamed';

/** A part of a user that waits for the second request. */
export interface LaterPart {
	/** Sending it twice equals sending it once. The manager's has the key that was named in the place of the UUID. */
	operation: PatchOperation;
	/** Those of the people in it for whom it waits. */
	people: PersonNamed[];
}

type Waits = (person: PersonNamed) => boolean;

/**
 * Divides the data of a user: what the first request sends, and what waits for a second one because it names somebody who
 * needs this very user first. A list whose primary entry waits does so as a whole. Pure.
 */
export function divided(
	{ method, data }: Pick<Submission, 'method' | 'data'>,
	waits: Waits,
): { data: IDataObject | undefined; later: LaterPart[] } {
	if (method !== 'PATCH') {
		const { document, later } = dividedDocument(data ?? {}, waits);
		return { data: document as IDataObject, later };
	}
	const all = operationsIn(data).map((operation) => dividedOperation(operation, waits));
	return {
		data: patchMessage(all.flatMap(({ now }) => now)),
		later: all.flatMap(({ later }) => later),
	};
}

function dividedDocument(
	given: JsonObject,
	waits: Waits,
): { document: JsonObject; later: LaterPart[] } {
	let document = given;
	const later: LaterPart[] = [];
	for (const { schema, name, role } of single) {
		const extension = document[schema];
		if (!isJsonObject(extension)) continue;
		const path = joinPath(schema, name);
		const people = personIn(extension[name], role, path, true).filter(waits);
		if (people.length === 0) continue;
		document = withPart(document, schema, omit(extension, name));
		later.push({ operation: setting(schema, name, extension[name]), people });
	}
	for (const { schema, name, role } of lists) {
		const extension = document[schema];
		if (!isJsonObject(extension)) continue;
		const kept: JsonObject = { ...extension };
		for (const [list, value] of Object.entries(extension)) {
			const path = joinPath(schema, list);
			const entries = entriesIn(value).map((entry) => ({
				entry,
				people: personIn(entry[name], role, path, entry.primary === true).filter(waits),
			}));
			const [waiting, others] = partition(entries, ({ people }) => people.length > 0);
			if (waiting.length === 0) continue;
			later.push({
				operation: { op: 'replace', path, value },
				people: waiting.flatMap(({ people }) => people),
			});
			const keepsOthers = !waiting.some(({ entry }) => entry.primary === true);
			kept[list] = keepsOthers ? others.map(({ entry }) => entry) : [];
			if (isEmpty(kept[list])) delete kept[list];
		}
		document = withPart(document, schema, kept);
	}
	return { document, later };
}

/** The document with other content for an extension, which is left out when nothing is left of it. */
function withPart(document: JsonObject, schema: string, content: JsonObject): JsonObject {
	if (!isEmpty(content) || isEmpty(document[schema])) return { ...document, [schema]: content };
	const { schemas } = document;
	const others = Array.isArray(schemas) ? { schemas: schemas.filter((one) => one !== schema) } : {};
	return { ...omit(document, schema), ...others };
}

/** The operation that sets one reference, in the form of all others: nodes/shared/person/patchOperations. */
function setting(schema: string, name: string, value: unknown): PatchOperation {
	if (schema !== urn.enterprise) return { op: 'add', path: `${schema}:`, value: { [name]: value } };
	const { value: id, employeeNumber } = isJsonObject(value) ? value : {};
	const path = joinPath(schema, `${name}.${id === undefined ? 'employeeNumber' : 'value'}`);
	return { op: 'replace', path, value: id ?? employeeNumber };
}

/** An operation on one list or reference waits as a whole: what SAP Concur has stays until then. */
function dividedOperation(
	operation: PatchOperation,
	waits: Waits,
): { now: PatchOperation[]; later: LaterPart[] } {
	const data = patchMessage([operation]);
	const people = peopleNamed({ method: 'PATCH', data }).filter(waits);
	if (people.length === 0) return { now: [operation], later: [] };
	const { path = '' } = operation;
	const isWhole = path !== '' && parsePath(path).steps.length > 0;
	if (isWhole) return { now: [], later: [{ operation, people }] };
	const { document, later } = dividedDocument(asDocument(operation), waits);
	const value = path === '' ? document : document[parsePath(path).schema];
	return { now: isEmpty(value) ? [] : [{ ...operation, value }], later };
}
