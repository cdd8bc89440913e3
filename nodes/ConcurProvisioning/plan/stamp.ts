// What SAP Concur has of a user at some time, so that a change between a plan and its application is seen. Pure.
import { createHash } from 'node:crypto';
import get from 'lodash/get';
import pick from 'lodash/pick';
import type { IDataObject } from 'n8n-workflow';
import { sends } from '../../shared/form/existing/readParts';
import {
	extensions,
	isJsonObject,
	urn,
	type JsonObject,
	type ProfilePart,
} from '../../shared/schema/attributes';

/** One text for each part of a user that a row sends something of; another text means that the part has changed. */
export type Stamp = Partial<Record<ProfilePart, string>>;

const parts: ProfilePart[] = ['identity', 'spend', 'travel'];

/**
 * @param document what the row sends
 * @param existing what SAP Concur has, as one document by URN
 */
export function stampOf(document: JsonObject, existing: JsonObject): Stamp {
	const stamp: Stamp = {
		identity: versionOf(existing) ?? fingerprint(document, existing, 'identity'),
	};
	for (const part of parts) {
		if (stamp[part] === undefined && sends(document, part)) {
			stamp[part] = fingerprint(document, existing, part);
		}
	}
	return stamp;
}

/** Identity counts its versions (v4.1.identity, meta); Expense and Travel do not. */
function versionOf(user: JsonObject): string | undefined {
	const { version, lastModified } = (get(user, 'meta') ?? {}) as IDataObject;
	const found = version ?? lastModified;
	return found === undefined || found === null ? undefined : JSON.stringify(found);
}

/** Of what the row sends: whatever else changes is none of its business. */
function fingerprint(document: JsonObject, existing: JsonObject, part: ProfilePart): string {
	const schemas = Object.keys(extensions).filter((schema) => extensions[schema]?.area === part);
	const seen = schemas.map((schema) => {
		const isCore = schema === urn.core;
		const [sent, has] = [document, existing].map((one) => (isCore ? one : one[schema]));
		const names = isJsonObject(sent) ? Object.keys(sent) : [];
		const own = names.filter((name) => name !== 'schemas' && !name.startsWith('urn:'));
		return isJsonObject(has) ? sorted(pick(has, own)) : null;
	});
	return createHash('sha256').update(JSON.stringify(seen)).digest('hex').slice(0, 16);
}

/** The same for any order of keys and entries. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) {
		const entries = value.map(sorted);
		return entries.map((entry) => JSON.stringify(entry)).sort();
	}
	if (!isJsonObject(value)) return value ?? null;
	return Object.keys(value)
		.sort()
		.map((key) => [key, sorted(value[key])]);
}
