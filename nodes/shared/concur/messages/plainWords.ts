import { catalog } from '../../schema/attributes';
import { attributePath, parsePath } from '../../schema/scimPath';
import { plainLabel } from './place';

/** In quotes, in brackets, or bare; filters in them can hold anything. */
const urns =
	/'(urn:[^']*)'|\[(urn:[^[\]]*(?:\[[^\]]*\][^[\]]*)*)\]|(urn:[^\s[\]{}()"',;]*(?:\[[^\]]*\][^\s[\]{}()"',;]*)*)/gi;
/** Paths inside a part, such as emails[0].value. */
const dotted = /(?<![\w.])[a-z]\w*(?:\[[^\]]*\])?(?:\.[a-z]\w*(?:\[[^\]]*\])?)+(?!\w)/gi;

/**
 * SAP Concur's text for somebody who knows the forms: with labels in place of paths, and without JSON, tags, indexes, and
 * status codes. Pure.
 */
export function inPlainWords(text: string): string {
	return (
		text
			.replace(/<\/?[a-z][^>]*>?/gi, ' ')
			.replace(/\[\d+\]/g, '')
			.replace(urns, (_, ...paths: unknown[]) => {
				const path = paths.find((found) => typeof found === 'string' && /^urn:/i.test(found));
				return labeled(String(path));
			})
			.replace(dotted, asLabel)
			.replace(/\{[^]*\}/g, '…')
			.replace(/\[:?([a-z][\w ]*)\]/gi, '"$1"')
			.replace(/\[[^\]]*\]|[[\]{}]|urn:\S*/gi, ' ')
			// One that brackets without an end had hidden.
			.replace(dotted, asLabel)
			.replace(/\s*\(\d{3}\)|\b(HTTP(\/[\d.]+)?|status( code)?)[ :]*\d{3}\b/gi, '')
			.replace(/\s+/g, ' ')
			.replace(/[\s.]+$/, '')
			.trim()
	);
}

const labeled = (path: string) => {
	const label = plainLabel(path);
	return label === '' ? '…' : `"${label}"`;
};

/** A path inside a part with its label; anything else with points in it, such as a host, stays. */
const asLabel = (path: string) => {
	const own = schemaWith(path);
	return own === undefined ? path : labeled(`${own}:${path}`);
};

/** The schema that has an attribute of this path. */
const schemaWith = (path: string): string | undefined => {
	const own = attributePath(parsePath(path).steps);
	return Object.keys(catalog).find((schema) => catalog[schema]?.[own] !== undefined);
};
