import { catalog, isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { labelOf } from '../schema/labelOf';
import { joinPath } from '../schema/scimPath';

/**
 * The labels of the lists that a document changes and whose present entries cannot be told apart, because SAP Concur's
 * response has something else in their place: a change of them could remove or repeat what the user has.
 */
export function unreadableLists(document: JsonObject, existing: JsonObject = {}): string[] {
	return Object.entries(catalog).flatMap(([schema, attributes]) => {
		const isCore = schema === urn.core;
		const wanted = isCore ? document : document[schema];
		const current = isCore ? existing : existing[schema];
		if (!isJsonObject(wanted) || current === undefined || current === null) return [];
		if (!isJsonObject(current)) return [labelOf(schema)];
		const person =
			schema === urn.approver ? 'approver' : schema === urn.delegate ? 'delegate' : undefined;
		return Object.keys(wanted)
			.filter(
				(name) =>
					attributes[name]?.multiValued &&
					!isReadable(current[name], attributes[name].type === 'complex', person),
			)
			.map((name) => labelOf(joinPath(schema, name)));
	});
}

function isReadable(list: unknown, isComplex: boolean, person?: string): boolean {
	if (list === undefined || list === null) return true;
	const isEntry = (entry: unknown) =>
		isComplex ? isJsonObject(entry) && (!person || isPerson(entry[person])) : isName(entry);
	return Array.isArray(list) && list.every(isEntry);
}

/** Somebody who can be named in a request. */
const isPerson = (person: unknown) =>
	isJsonObject(person) &&
	[person.value, person.employeeNumber].some((name) => typeof name === 'string' && name !== '');

const isName = (value: unknown) => typeof value === 'string' || typeof value === 'number';
