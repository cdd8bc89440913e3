import omitBy from 'lodash/omitBy';
import type { JsonObject } from '../schema/attributes';

/** Returns the object without what it asks to remove. */
export function withoutNull(value: JsonObject): JsonObject {
	return omitBy(value, (child) => child === null);
}
