export { missionReports } from './squad-tracker/mission-reports.ts'
export { readTrackerFile, type TrackerFile } from './squad-tracker/read-tracker-file.ts'
