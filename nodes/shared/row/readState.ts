import { isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { quoted, type FieldIssue } from '../schema/fieldIssue';
import { fieldAt, labelOf } from '../schema/labelOf';
import { stateIn } from './codes/readStateName';
import { isCountry } from './codes/standardCodes';
import type { RowReading } from '../schema/reading';
import { noteReading } from './readValue';

const states = [
	{ state: 'stateProvince', country: 'country' },
	{ state: 'officeLocationStateProvince', country: 'officeLocationCountry' },
];

/**
 * Takes the country off states such as US-WA, and names such as Washington for their code, in the document itself: SAP's
 * User Import writes a state with its country, the API without. A state of another country than the document's is an issue.
 * SAP: v4.spend-user-provisioning, Schema.
 */
export function readStates(document: JsonObject, report: RowReading): void {
	const extension = document[urn.spendUser];
	if (!isJsonObject(extension)) return;
	for (const { state, country } of states) {
		const sent = extension[state];
		const found = typeof sent === 'string' ? stateIn(sent) : undefined;
		if (found === undefined) continue;
		extension[state] = found.state;
		const written = extension[country];
		if (typeof written === 'string' && isCountry(written) && written !== found.country) {
			report.issues.push(otherCountry(state, sent, country, written));
		} else {
			const notice = `${quoted(sent)} was read as ${found.state}`;
			noteReading(report, labelAt(state), { value: found.state, notice });
		}
	}
}

function otherCountry(state: string, sent: unknown, country: string, written: string): FieldIssue {
	return {
		fieldId: fieldAt(`${urn.spendUser}:${state}`)?.id,
		label: labelAt(state),
		sent,
		problem: `belongs to another country than ${labelAt(country)}, which is "${written}"`,
		cure: 'Correct one of the two.',
	};
}

const labelAt = (name: string) => labelOf(`${urn.spendUser}:${name}`);
