// What becomes of a value of a field on its way to SAP Concur.
import { valueFinding } from '../../../../../nodes/shared/check/checkValue.ts';
import { readField } from '../../../../../nodes/shared/row/readField.ts';
import type { Finding } from '../../../../../nodes/shared/schema/fieldIssue.ts';
import { fieldsById } from '../../../../../nodes/shared/schema/flatFields.ts';
import type { Beside, Reading } from '../../../../../nodes/shared/schema/reading.ts';

export function readingOf(id: string, sent: unknown, beside: Partial<Beside> = {}): Reading {
	const { valueKind, rules } = fieldsById.get(id)!;
	return readField(valueKind, rules, sent, { zone: 'UTC', ...beside });
}

/** Read, then checked. */
export function fate(
	id: string,
	sent: unknown,
	beside: Partial<Beside> = {},
): { value: unknown; notice?: string } | { finding: Finding } {
	const reading = readingOf(id, sent, beside);
	if ('problem' in reading) return { finding: reading };
	const finding = valueFinding(fieldsById.get(id)!.rules, reading.value);
	return finding ? { finding } : reading;
}
