import type { AttributeRules } from '../../schema/attributes';
import type { Finding } from '../../schema/fieldIssue';
import { choices } from './intlNames';
import { languageIn, unclearLanguage } from './standardCodes';
import { isZone, zoneNear, zonesWithTimeOf } from './timeZone';

/**
 * Returns what is wrong with a time zone or a language that is not in SAP's list, with the ones that can be meant, or
 * undefined for what is in the list and for every other attribute.
 */
export function unlistedCode(rules: AttributeRules, value: string): Finding | undefined {
	const { format, canonicalValues: listed = [] } = rules;
	if (listed.includes(value)) return undefined;
	if (format === 'timeZone') return unlistedZone(listed, value);
	if (format === 'language') return unlistedLanguage(listed, value);
	return undefined;
}

/** A zone that the list lacks is never similar to another by its letters: Vienna has the time of Berlin. */
export function unlistedZone(listed: string[], value: string): Finding {
	const problem = "is not in SAP Concur's list of time zones";
	if (isZone(value)) {
		const same = zonesWithTimeOf(listed, value);
		const cure =
			same.length > 0
				? `Use ${anyOf(same)}, where clocks show the same time.`
				: 'Use another time zone. None in the list shows the same time all year.';
		return { problem, cure };
	}
	const near = zoneNear(listed, value);
	const guess = near === undefined ? '' : ` Did you mean "${near}"?`;
	return { problem, cure: `Use a region and city, such as Europe/Berlin.${guess}` };
}

const unclear: Finding = {
	problem: 'can be read as two languages',
	cure: 'Use "en-GB" for English or "uk" for Ukrainian.',
};

/** Languages with similar letters have nothing in common: "EN" is not "es". @param value the language's code */
export function unlistedLanguage(listed: string[], value: string): Finding {
	if (value === unclearLanguage) return unclear;
	const language = languageIn(value);
	const same = listed.filter((each) => language !== undefined && languageIn(each) === language);
	const choice =
		same.length > 0
			? anyOf(same)
			: `a value from SAP Concur's list, such as ${listed.slice(0, 3).join(', ')}`;
	return { problem: "is not in SAP Concur's list of languages", cure: `Use ${choice}.` };
}

/** '"en-US" or "en-GB"' */
export const anyOf = (values: string[]) => choices.format(values.map((value) => `"${value}"`));
