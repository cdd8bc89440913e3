// Room campaign: many people go through the nodes while SAP Concur misbehaves, and what the nodes say about each of them
// is compared with what SAP Concur holds.

/** One of the people, as a row of HR's table. */
export interface Person {
	/** bulk: Provisioning Create, Wait. identity: Identity Create, Provisioning Update, Wait. */
	flow: 'bulk' | 'identity';
	userName: string;
	employeeNumber: string;
	country: string;
	/** Employee number. */
	approver: string;
	/** SAP Concur rejects a part of the data, or all of it. */
	isRejected: boolean;
	/** SAP Concur takes longer than the workflow waits. */
	isSlow: boolean;
}

export interface PeopleOptions {
	flow: Person['flow'];
	/** In the user names, so that the people of each seed are others. */
	seed: number;
	count: number;
	/** Some have the employee number of another user, so that nothing of them can be created. */
	withTakenNumbers: boolean;
}

const approver = '1001';
/** Martin Doyle, who has no permission to approve. */
const noApprover = '1002';

/** Made-up users that the simulator has to start with: their employee numbers are the taken ones. */
export const takenUsers = 200;
const takenNumber = (index: number) => `E${100001 + (index % takenUsers)}`;

/** Makes the people of one flow; about one in thirty has something that SAP Concur rejects. */
export function makePeople({ flow, seed, count, withTakenNumbers }: PeopleOptions): Person[] {
	return Array.from({ length: count }, (_, n): Person => {
		const isTaken = withTakenNumbers && n % 101 === 19;
		const hasWrongCountry = n % 97 === 13;
		const hasWrongApprover = n % 89 === 17;
		const isRejected = isTaken || hasWrongCountry || hasWrongApprover;
		return {
			flow,
			userName: `${flow}${n}.seed${seed}@example.com`,
			// Each taken number once per campaign.
			employeeNumber: isTaken
				? takenNumber(Math.floor(n / 101) + (flow === 'bulk' ? 0 : takenUsers / 2))
				: `${flow}-${seed}-${n}`,
			country: hasWrongCountry ? 'NZ' : 'US',
			approver: hasWrongApprover ? noApprover : approver,
			isRejected,
			// Create or Update rejects some of them by itself, at once.
			isSlow: n % 499 === 5 && !isRejected,
		};
	});
}
