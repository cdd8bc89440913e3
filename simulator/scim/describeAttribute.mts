// SAP's attribute list in the words of RFC 7643, Schema.
import type { Attribute } from './catalogue.mts';

/** Describes one attribute and everything below it. */
export function describeAttribute(attribute: Attribute): object {
	const { name, type, multiValued, required, mutability, canonicalValues, maxLength } = attribute;
	return {
		name,
		type: type === 'date' ? 'dateTime' : type,
		multiValued,
		description: attribute.description,
		required,
		caseExact: false,
		mutability,
		returned: attribute.returned ?? 'default',
		uniqueness: attribute.uniqueness ?? 'none',
		...(canonicalValues.length > 0 && { canonicalValues }),
		...(maxLength !== null && { maxLength }),
		...(attribute.children.size > 0 && {
			subAttributes: [...attribute.children.values()].map(describeAttribute),
		}),
	};
}
