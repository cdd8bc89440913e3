// Which end-to-end test runs which example in a real n8n; test/examples.test.mts looks whether it is there.
import type { ExampleName } from '../../scripts/examples.mts';

/** The file of the test, and the words of it that take the example. All but the upload and the last one run on both lines of n8n. */
export const exampleRuns: Record<ExampleName, readonly [file: string, words: string]> = {
	onboarding: ['e2e/examples.test.mts', 'describe.each(onboardingNames)'],
	'onboarding-bulk': ['e2e/examples.test.mts', 'describe.each(onboardingNames)'],
	'onboarding-queue': ['e2e/onboardingQueue.test.mts', 'importExample(rest, queueName,'],
	'hr-sync': ['e2e/examples.test.mts', 'importExample(rest, syncName,'],
	'hr-file-upload': ['e2e/newcomer.test.mts', 'examples/${uploadName}.json'],
	'hr-sync-approved': ['e2e/approved.test.mts', 'importExample(rest, approvedName,'],
	'joiner-form': ['e2e/peopleOverTime.test.mts', 'importExample(rest, joinerFormName,'],
	mover: ['e2e/peopleOverTime.test.mts', 'clicksOn(moverName)'],
	leaver: ['e2e/repair.test.mts', 'importExample(rest, leaverName,'],
	rehire: ['e2e/peopleOverTime.test.mts', 'clicksOn(rehireName)'],
	'leaver-check': ['e2e/leaverCheck.test.mts', 'importExample(rest, leaverCheckName,'],
	repair: ['e2e/repair.test.mts', 'importExample(rest, repairName,'],
	'drift-report-weekly': ['e2e/drift.test.mts', 'importExample(rest, driftName,'],
	'connection-check-weekly': ['e2e/connection.test.mts', 'importExample(rest, connectionName,'],
	'migrate-import-file': ['e2e/importFile.test.mts', 'importExample(rest, migrateName,'],
	'ai-agent': ['e2e/agent.test.mts', 'readExample(agentName)'],
	'onboarding-resume-on-event': ['e2e/resume.test.mts', 'importExample(rest, example,'],
	'onboarding-resume-on-event-partner': [
		'e2e/resume.test.mts',
		'importExample(rest, `${example}-partner`,',
	],
	'provisioning-failure-to-ticket': [
		'e2e/trigger.test.mts',
		"importExample(rest, 'provisioning-failure-to-ticket',",
	],
	'identity-change-audit': ['e2e/trigger.test.mts', "importExample(rest, 'identity-change-audit',"],
	'reconcile-after-outage': [
		'e2e/reconcile.test.mts',
		"importExample(rest, 'reconcile-after-outage',",
	],
	// It needs the PostgreSQL database of the tests in queue mode.
	'events-once': ['queue/proxies.test.mts', 'readExample(eventsOnceName)'],
};
