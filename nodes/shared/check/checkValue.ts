import sortBy from 'lodash/sortBy';
import { isCountry, isCurrency, isLocale } from '../row/codes/standardCodes';
import { unlistedCode } from '../row/codes/unlistedCode';
import type { AttributeRules } from '../schema/attributes';
import type { Finding } from '../schema/fieldIssue';
import { didYouMean, normalized, spellingIn } from '../schema/nearest';
import { isUuid } from '../schema/uuid';
import { addressFinding, wrappedFinding } from './checkAddress';

interface Format extends Finding {
	isValid(text: string): boolean;
}

const formats: Record<string, Format> = {
	uuid: {
		isValid: isUuid,
		problem: 'is not a UUID',
		cure: 'Use a UUID such as 0a1b2c3d-1111-2222-3333-444455556666.',
	},
	personUuid: {
		isValid: isUuid,
		problem: 'is not a UUID',
		cure: "Use the person's UUID: SAP Concur Identity (Get) returns it as id for an employee number, user name, or email.",
	},
	'ISO3166-1-alpha2': {
		isValid: isCountry,
		problem: 'must be a two-letter country code of ISO 3166',
		cure: 'Use a code such as US or DE.',
	},
	ISO4217: {
		isValid: isCurrency,
		problem: 'must be a three-letter currency code of ISO 4217',
		cure: 'Use a code such as USD or EUR.',
	},
	'ISO3166-2': {
		isValid: (text) => /^[\p{L}\d]{2}$/u.test(text),
		problem: 'must be a two-character code of a state or province',
		cure: 'Use the code without its country, such as WA.',
	},
	'll-CC': {
		isValid: isLocale,
		problem: 'must be a locale such as en-US',
		cure: 'Use language, hyphen, and country, such as en-US or de-DE.',
	},
};

/**
 * Returns what SAP Concur would reject about one value of a simple type, or undefined.
 * A value of another type than the attribute's was reported when it was read.
 */
export function valueFinding(rules: AttributeRules, value: unknown): Finding | undefined {
	if (typeof value !== 'string') return undefined;
	if (rules.type === 'date' || rules.type === 'dateTime') return dayFinding(rules, value);
	if (rules.type !== 'string') return undefined;
	return (
		// Before the characters: without its colon, mailto:jane@example.com would be the login of somebody else.
		wrappedFinding(rules, value) ??
		characterFinding(rules, value) ??
		addressFinding(rules, value) ??
		formatFinding(rules, value) ??
		unlistedCode(rules, value) ??
		canonicalFinding(rules, value) ??
		lengthFinding(rules, value)
	);
}

/** SAP Concur counts characters: an emoji counts once although it takes several bytes. */
export function lengthFinding(
	{ minLength = 0, maxLength = Infinity }: Pick<AttributeRules, 'minLength' | 'maxLength'>,
	value: string,
): Finding | undefined {
	// No text has more characters than JavaScript counts, or less than half of them.
	if (value.length <= maxLength && value.length >= 2 * minLength) return undefined;
	const { length } = [...value];
	const counted = (count: number) => `${count} ${count === 1 ? 'character' : 'characters'}`;
	if (length > maxLength) {
		const cure = `Use at most ${counted(maxLength)}.`;
		return { problem: `is too long: ${counted(length)}`, cure };
	}
	if (length < minLength) {
		const cure = `Use at least ${counted(minLength)}.`;
		return { problem: `is too short: ${counted(length)}`, cure };
	}
	return undefined;
}

function characterFinding({ forbiddenCharacters = '' }: AttributeRules, value: string) {
	const present = [...forbiddenCharacters].filter((character) => value.includes(character));
	if (present.length === 0) return undefined;
	const found = sortBy(present, (character) => value.indexOf(character));
	const isOne = found.length === 1;
	return {
		problem: `contains ${found.map((one) => `"${one}"`).join(' ')}, which ${isOne ? 'is' : 'are'} not allowed`,
		cure: `Remove ${isOne ? 'this character' : 'these characters'}.`,
	};
}

function formatFinding({ format = '' }: AttributeRules, value: string): Finding | undefined {
	const known = formats[format];
	return known && !known.isValid(value) ? { problem: known.problem, cure: known.cure } : undefined;
}

/** Characters; no documented value is so long, and none can contain a longer text. */
const longestValue = 100;

function canonicalFinding(rules: AttributeRules, value: string): Finding | undefined {
	const { canonicalValues, otherValues } = rules;
	if (!canonicalValues || otherValues) return undefined;
	if (spellingIn(canonicalValues, value)?.toLowerCase() === value.toLowerCase()) return undefined;
	const similar = canonicalValues.filter((known) => known.startsWith(value.slice(0, 2)));
	const examples = (similar.length > 0 ? similar : canonicalValues).slice(0, 3).join(', ');
	const choice =
		canonicalValues.length <= 12
			? `one of ${canonicalValues.join(', ')}`
			: `a value from SAP Concur's list, such as ${examples}`;
	// A part of a value is often written for the whole.
	const part = normalized(value.slice(0, longestValue));
	const containing =
		value.length < 3 || value.length > longestValue
			? undefined
			: canonicalValues.find((known) => normalized(known).includes(part));
	const guess = containing ? ` Did you mean "${containing}"?` : didYouMean(value, canonicalValues);
	return { problem: 'has an unknown value', cure: `Use ${choice}.${guess}` };
}

function dayFinding({ minimum, maximum }: AttributeRules, value: string): Finding | undefined {
	const [day] = /^\d{4}-\d{2}-\d{2}/.exec(value) ?? [];
	if (day === undefined || minimum === undefined || maximum === undefined) return undefined;
	const today = new Date().toISOString().slice(0, 10);
	if (maximum === 'today' && day > today) return inFuture;
	if (day >= minimum && (maximum === 'today' || day <= maximum)) return undefined;
	const last = maximum === 'today' ? 'today' : maximum;
	return { problem: 'is out of range', cure: `Use a date from ${minimum} to ${last}.` };
}

const inFuture: Finding = {
	problem: 'is in the future',
	cure: 'Correct the year. Some programs read a year of two digits, such as 62, as 2062.',
};
