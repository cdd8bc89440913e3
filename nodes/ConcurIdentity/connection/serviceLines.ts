// The lines about SAP Concur as a service: its clock, whether it asks n8n to slow down, and the company's employee form. Pure.
import { sentenceForStatus } from '../../../credentials/tokenErrors';
import { again, failed, notChecked, ok, seeCheck, warning, type Line } from './line';
import type { Connection } from './readConnection';

export const serviceLines = (connection: Connection): Line[] => [
	clock(connection),
	rateLimit(connection),
	employeeForm(connection),
];

/** Two clocks that are set by the network differ by seconds; a response takes some, too. */
const tolerableMs = 2 * 60_000;

function clock({ aheadMs, isRenewed }: Connection): Line {
	const name = 'Clock';
	if (aheadMs === undefined && !isRenewed) return notChecked(name, seeCheck('Company token'));
	if (aheadMs === undefined) {
		return notChecked(name, {
			message: 'no response has told the time of SAP Concur.',
			cure: `Do what the other lines say, ${again}`,
		});
	}
	const seconds = Math.round(Math.abs(aheadMs) / 1000);
	if (Math.abs(aheadMs) <= tolerableMs) {
		return ok(
			name,
			`The clocks of n8n and SAP Concur differ by ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
		);
	}
	return warning(
		name,
		`The clock of n8n is ${inWords(seconds)} ${aheadMs > 0 ? 'behind' : 'ahead of'} that of SAP Concur.`,
		'Set the clock of the machine that n8n runs on, best by NTP. With a wrong clock, n8n can use tokens for too long, and the trigger can reject events as older than 72 hours.',
	);
}

function inWords(seconds: number): string {
	const hours = Math.floor(seconds / 3600);
	const minutes = Math.round((seconds % 3600) / 60);
	const parts = [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : ''];
	return parts.filter(Boolean).join(' ');
}

/** SAP publishes no limits for these services, and its responses name none (api-facts 3), so this is all that can be seen. */
function rateLimit(connection: Connection): Line {
	const name = 'Rate limit';
	const { refusal, credential, isRenewed, isSlowed } = connection;
	const isAppTokenLimited = isRenewed && credential.appTokenRefusal === sentenceForStatus(429, '');
	return isSlowed || isAppTokenLimited || refusal?.status === 429
		? warning(
				name,
				'SAP Concur asked n8n to slow down during this check.',
				"Run fewer workflows at the same time, or lower 'Requests at a Time' in the options of the nodes. SAP Concur publishes no limit.",
			)
		: ok(name, 'SAP Concur did not ask n8n to slow down.');
}

function employeeForm({ formFields }: Connection): Line {
	const name = 'Employee form';
	const { problem, value } = formFields;
	if (problem?.status === 404) {
		return ok(name, 'The company has none, because it does not use Expense.');
	}
	if (problem?.status === 403) return failed(name, problem.message, problem.cure);
	if (problem) return notChecked(name, problem);
	return ok(name, `Its ${value} fields can be read.`);
}
