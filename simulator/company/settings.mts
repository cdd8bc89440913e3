// What the company has set up in SAP Concur, and against which values are checked.
import { z } from 'zod';

/** Settings as they are kept: without null, which only switches a setting off. */
export type Kept<T> = T extends readonly unknown[]
	? T
	: T extends object
		? { [Name in keyof T]: Kept<Exclude<T[Name], null>> }
		: T;

const texts = z.array(z.string());

export const companySettings = z
	.object({
		countries: texts,
		currencies: texts,
		locales: texts,
		ledgers: texts,
		ruleClasses: z.array(z.object({ id: z.number().int(), name: z.string() }).strict()),
		/** Codes of the list behind a custom field: { custom3: ['4711'] }. A field without a list takes any text. */
		lists: z.record(texts),
		/** IDs of custom fields that the company's employee form requires, such as ['custom1']. */
		requiredFields: texts,
		/** What the employee form has otherwise than by default: [{ name: 'Custom3', label: 'Profit center' }]. */
		formFields: z.array(
			z
				.object({
					/** As FormFields spells it: Custom3, OrgUnit1, LedgerKey. */
					name: z.string(),
					label: z.string().optional(),
					isRequired: z.boolean().optional(),
					maxLength: z.number().int().positive().optional(),
					access: z.enum(['HD', 'RW', 'RO']).optional(),
				})
				.strict(),
		),
	})
	.strict();

export type CompanySettings = z.infer<typeof companySettings>;

/** Returns what a simulator starts with. */
export function defaultCompanySettings(): CompanySettings {
	return {
		countries: 'US CA MX GB IE DE AT CH FR NL ES IT IN JP'.split(' '),
		currencies: ['USD', 'CAD', 'MXN', 'GBP', 'EUR', 'CHF', 'INR', 'JPY'],
		locales: ['en-US', 'en-GB', 'en-CA', 'de-DE', 'fr-FR', 'it-IT', 'es-ES', 'nl-NL', 'ja-JP'],
		ledgers: ['DEFAULT', 'EMEA'],
		ruleClasses: [
			{ id: 101, name: 'Standard Travel' },
			{ id: 102, name: 'Executive Travel' },
		],
		lists: { custom3: ['4711', '4712', '4713'] },
		requiredFields: [],
		formFields: [],
	};
}
