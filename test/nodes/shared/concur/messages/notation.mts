import { catalog } from '../../../../../nodes/shared/schema/attributes.ts';

const dottedPaths = new Set(
	Object.values(catalog).flatMap((rules) =>
		Object.keys(rules).filter((path) => path.includes('.')),
	),
);

/** What of SAP Concur's notation stands in a text for users: URNs, attribute paths, indexes, status codes, JSON, tags. */
export function notationIn(text: string): string[] {
	const odd = text.match(/urn:|[[\]{}]|\(\d{3}\)|\b(?:status|HTTP)[ :]*\d{3}\b|<[a-z]/gi) ?? [];
	const paths = (text.match(/[\w.]+/g) ?? []).filter((word) => dottedPaths.has(word));
	return [...odd, ...paths];
}
