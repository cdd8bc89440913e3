import { amountIn } from './amount';
import { currenciesIn } from './codes/readCurrency';
import type { JsonObject } from '../schema/attributes';
import { quoted, type FieldIssue } from '../schema/fieldIssue';
import { flatFields, fieldsById } from '../schema/flatFields';

/** The fields for amounts, with the field for the currency beside each. */
const amounts = flatFields.flatMap((field) => {
	const currency = fieldsById.get(`${field.id}Currency`);
	return field.rules.type === 'decimal' && currency ? [{ field, currency }] : [];
});

/** The amounts of a row that stand in another currency than the row says beside them. @param flat values by field ID */
export function otherCurrencies(flat: JsonObject): FieldIssue[] {
	return amounts.flatMap(({ field: { id, label }, currency }) => {
		const [sent, beside] = [flat[id], flat[currency.id]];
		if (typeof sent !== 'string' || typeof beside !== 'string') return [];
		const found = amountIn(sent)?.currencies ?? [];
		const said = currenciesIn(beside.trim());
		if (found.length === 0 || said.length === 0 || found.some((code) => said.includes(code)))
			return [];
		const problem = `is in another currency than ${currency.label}, which is ${quoted(beside)}`;
		return [{ fieldId: id, label, sent, problem, cure: 'Correct one of the two.' }];
	});
}
