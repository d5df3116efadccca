package main

var machines = []Row{}
