// What it costs to understand rows as HR writes them: the same people, once with SAP's own names and codes in each column, and
// once with headings and values of an HR system.
import { Bench } from 'tinybench';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import type { RunningSimulator } from '../../../test/support/concur.mts';
import type { CredentialsByType } from '../../../test/support/storedCredentials.mts';
import type { runNode } from '../../../test/support/executeNode.mts';

const people = 1000;

/** As the nodes took them before they knew the headings and words of HR. */
const asSapWrites = (n: number) => ({
	userName: `row${n}@example.com`,
	givenName: 'Pat',
	familyName: 'Doe',
	workEmail: `row${n}@example.com`,
	employeeNumber: `R${n}`,
	active: 'yes',
	startDate: '2026-01-05',
	dateOfBirth: '1990-05-17',
	title: 'Accountant',
	department: 'Finance',
	costCenter: '4711',
	spendCountry: 'DE',
	spendLocale: 'de-DE',
	preferredLanguage: 'de',
	reimbursementCurrency: 'EUR',
	mobilePhone: '+49 170 1234567',
});

const asHrWrites = (n: number) => ({
	Benutzername: `row${n}@example.com`,
	Vorname: 'Pat',
	Nachname: 'Doe',
	'Dienstliche E-Mail': `row${n}@example.com`,
	Personalnummer: `R${n}`,
	Beschäftigungsstatus: 'Aktiv',
	Eintrittsdatum: '05.01.2026',
	Geburtsdatum: '17.05.1990',
	Stellenbezeichnung: 'Accountant',
	Abteilung: 'Finance',
	Kostenstelle: '4711',
	Land: 'Deutschland',
	Locale: 'Deutsch (Deutschland)',
	Sprache: 'Deutsch',
	Währung: 'Euro',
	Mobiltelefon: '+49 170 1234567',
});

/** @returns the median milliseconds of a run with SAP's words, and of one with HR's */
export async function timeOfRows(
	simulator: RunningSimulator,
	credentials: CredentialsByType,
	run: typeof runNode,
): Promise<[sap: number, hr: number]> {
	const submit = async (rowOf: (n: number) => Record<string, string>) => {
		const { error, outputs } = await run({
			node: new ConcurProvisioning(),
			credentials,
			items: Array.from({ length: people }, (_, n) => rowOf(n)),
			parameters: {
				operation: 'create',
				fields: { mappingMode: 'autoMapInputData', value: null, schema: [] },
			},
		});
		if (error) throw error;
		const lost = outputs.flat().filter(({ json }) => json.outcome !== 'submitted');
		if (lost.length > 0) throw new Error(String(lost[0]?.json.why));
	};
	const reset = { beforeEach: () => simulator.reset() };
	const bench = new Bench({ iterations: 7, time: 0, warmupIterations: 2, warmupTime: 0 });
	bench
		.add("SAP's words", async () => await submit(asSapWrites), reset)
		.add("HR's words", async () => await submit(asHrWrites), reset);
	await bench.run();
	return bench.tasks.map(({ result }) => (result as { latency: { p50: number } }).latency.p50) as [
		number,
		number,
	];
}
