import type { AttributeRules } from '../schema/attributes';
import { isSameText } from '../schema/listEntries';
import { didYouMean, normalized } from '../schema/nearest';
import { isUuid } from '../schema/uuid';

export interface Fault {
	problem: string;
	cure: string;
}

const shapes: Record<string, { shape: RegExp; problem: string; cure: string }> = {
	'ISO3166-1-alpha2': {
		shape: /^[A-Z]{2}$/,
		problem: 'is not a country code',
		cure: 'Use the two letters of ISO 3166, e.g. DE or US.',
	},
	ISO4217: {
		shape: /^[A-Z]{3}$/,
		problem: 'is not a currency code',
		cure: 'Use the three letters of ISO 4217, e.g. EUR or USD.',
	},
	// es-419 is in a sample of SAP (v4.spend-user-provisioning), so the region may be a number.
	'll-CC': {
		shape: /^[a-z]{2,3}-([A-Z]{2}|\d{3})$/,
		problem: 'is not a locale',
		cure: 'Use language, hyphen and country, e.g. de-DE or en-US.',
	},
	'user@domain': {
		shape: /^[^@\s]+@[^@\s]+$/,
		problem: 'does not look like name@domain',
		cure: 'Use a login name shaped like an email address, e.g. jane.doe@example.com.',
	},
};

/**
 * Says what Concur would refuse about one value of a simple type, or undefined when nothing is known against it.
 * A value of another type than the attribute's is left alone: reading it has said so already.
 */
export function valueFault(rules: AttributeRules, value: unknown): Fault | undefined {
	if (rules.type === 'date' || rules.type === 'dateTime') return dayFault(rules, value);
	if (rules.type !== 'string' || typeof value !== 'string') return undefined;
	return (
		characterFault(rules, value) ??
		shapeFault(rules.format, value) ??
		canonicalFault(rules, value) ??
		lengthFault(rules, value)
	);
}

/** Concur counts characters, so an emoji counts once although it takes several bytes. */
function lengthFault({ minLength = 0, maxLength = Infinity }: AttributeRules, value: string) {
	const length = [...value].length;
	if (length > maxLength) {
		return {
			problem: `is too long: ${length} characters`,
			cure: `SAP Concur takes at most ${maxLength}. Shorten it.`,
		};
	}
	if (length < minLength) {
		return {
			problem: `is too short: ${length} characters`,
			cure: `SAP Concur wants at least ${minLength}.`,
		};
	}
	return undefined;
}

function characterFault({ forbiddenCharacters = '' }: AttributeRules, value: string) {
	const found = [...new Set(value)].filter((character) => forbiddenCharacters.includes(character));
	if (found.length === 0) return undefined;
	return {
		problem: `contains ${found.join(' ')}`,
		cure: `SAP Concur does not allow ${found.length > 1 ? 'these characters' : 'this character'} here. Leave out ${found.join(' ')}.`,
	};
}

function shapeFault(format: string | undefined, value: string): Fault | undefined {
	if (format === 'uuid' && !isUuid(value)) {
		return {
			problem: 'is not a UUID',
			cure: 'Use the 36 characters that SAP Concur shows, e.g. 0a1b2c3d-1111-2222-3333-444455556666.',
		};
	}
	const rule = format === undefined ? undefined : shapes[format];
	return rule && !rule.shape.test(value) ? { problem: rule.problem, cure: rule.cure } : undefined;
}

function canonicalFault(rules: AttributeRules, value: string): Fault | undefined {
	const { canonicalValues, otherValues } = rules;
	if (!canonicalValues || otherValues) return undefined;
	if (canonicalValues.some((known) => isSameText(known, value))) return undefined;
	const listed = canonicalValues.length <= 12 ? canonicalValues.join(', ') : undefined;
	const alike = canonicalValues.filter((known) => known.startsWith(value.slice(0, 2)));
	const some = (alike.length > 0 ? alike : canonicalValues).slice(0, 3).join(', ');
	// A time zone is often called by its city.
	const whole =
		value.length < 3
			? undefined
			: canonicalValues.find((known) => normalized(known).includes(normalized(value)));
	return {
		problem: 'is not a value that SAP Concur knows',
		cure: `Use ${listed ? `one of ${listed}` : `a value of SAP Concur's list, e.g. ${some}`}.${whole ? ` Did you mean "${whole}"?` : didYouMean(value, canonicalValues)}`,
	};
}

function dayFault(
	{ minimum = '', maximum = '9999' }: AttributeRules,
	value: unknown,
): Fault | undefined {
	if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
	const day = value.slice(0, 10);
	if (day >= minimum && day <= maximum) return undefined;
	return {
		problem: 'is outside the years that SAP Concur knows',
		cure: `Use a date from ${minimum} to ${maximum}.`,
	};
}
